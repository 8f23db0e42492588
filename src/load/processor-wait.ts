import { readFileSync } from "node:fs";

/**
 * Seconds that the main thread of this process was ready to run and had no processor, since it began: the second number of
 * Linux's `/proc/self/schedstat` (nanoseconds; Documentation/scheduler/sched-stats.rst).
 *
 * @returns undefined where the system does not say: other systems, kernels without CONFIG_SCHED_INFO
 */
export function processorWaitSeconds(path = "/proc/self/schedstat"): number | undefined {
  try {
    const [, wait] = readFileSync(path, "utf8").trim().split(" ");
    return wait !== undefined && /^\d+$/.test(wait) ? Number(wait) / 1e9 : undefined;
  } catch {
    return undefined;
  }
}
