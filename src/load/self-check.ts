import { monitorEventLoopDelay } from "node:perf_hooks";
import type { DelayStatistics } from "../model/self-check.js";
import { type Nanoseconds, NS_PER_MILLISECOND } from "../model/time.js";
import { NO_DELAYS } from "./delay-statistics.js";

/** What of the harness's check on itself depends on the process it runs in; injected, so that virtual time has none. */
export interface SelfCheckProbe {
  startWindow(): void;
  /** Ends what `startWindow` began; called once for each start, also when the run is interrupted. */
  endWindow(): { readonly eventLoopDelay: DelayStatistics; readonly cpuSeconds: number };
}

/** Period of the timer whose lateness is observed. Short, so that stalls of a few milliseconds are met by some tick. */
const TICK_MS = 2;

/**
 * The probe of a real run: event-loop delay by `monitorEventLoopDelay`, processor time of this process (all its threads)
 * by `process.cpuUsage`.
 *
 * Node's histogram holds the times between two ticks of a timer, its period included; the period is taken off here, so
 * that a loop that is never late reads 0. A tick that comes early after a late one would read negative and counts as 0.
 */
export function createSelfCheckProbe(): SelfCheckProbe {
  const histogram = monitorEventLoopDelay({ resolution: TICK_MS });
  let cpuAtStart = process.cpuUsage();
  const delayMs = (tickNs: Nanoseconds): number => Math.max(0, tickNs / NS_PER_MILLISECOND - TICK_MS);
  return {
    startWindow: () => {
      histogram.reset();
      histogram.enable();
      cpuAtStart = process.cpuUsage();
    },
    endWindow: () => {
      const cpu = process.cpuUsage(cpuAtStart);
      histogram.disable();
      const eventLoopDelay =
        histogram.count === 0
          ? NO_DELAYS
          : {
              count: histogram.count,
              meanMs: delayMs(histogram.mean),
              p50Ms: delayMs(histogram.percentile(50)),
              p99Ms: delayMs(histogram.percentile(99)),
              maxMs: delayMs(histogram.max),
            };
      return { eventLoopDelay, cpuSeconds: (cpu.user + cpu.system) / 1e6 };
    },
  };
}

/** The probe of a run in virtual time, in which the process is never late. */
export function createQuietProbe(): SelfCheckProbe {
  return { startWindow: () => undefined, endWindow: () => ({ eventLoopDelay: NO_DELAYS, cpuSeconds: 0 }) };
}
