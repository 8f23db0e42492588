import type { Plan } from "../model/plan.js";
import type { Workload } from "../model/workload.js";

/**
 * Seconds that a trial is expected to take: warm-up, window, cool-down and half of the longest drain, since requests end
 * somewhere within it. How long an offline batch takes is what the trial is to find out; its declared `measureSeconds`
 * stands for it. Starting a server (lifecycle `restart`) is not in it: nothing in a plan says how long that takes.
 */
export function estimateTrialSeconds({ arrival, phases }: Workload): number {
  const throughWindow = phases.warmUpSeconds + phases.measureSeconds;
  // Offline, the batch is waited for anyway: there is nothing left to cool down or drain.
  if (arrival.kind === "offline") return throughWindow;
  return throughWindow + phases.coolDownSeconds + phases.drainSeconds / 2;
}

/** Seconds that the trials of a plan are expected to take, one after the other. */
export function estimatePlanSeconds(plan: Pick<Plan, "trials" | "workloads">): number {
  const secondsById = new Map(plan.workloads.map((workload) => [workload.id, estimateTrialSeconds(workload)]));
  return plan.trials.reduce((sum, { workloadId }) => sum + (secondsById.get(workloadId) ?? 0), 0);
}
