import type { Plan } from "../model/plan.js";
import type { TrainingWorkload } from "../model/training-workload.js";
import type { InferenceWorkload, Workload } from "../model/workload.js";

/** Seconds that a trial is expected to take, without what a server or a scheduler takes to start something. */
export function estimateTrialSeconds(workload: Workload): number {
  return workload.kind === "training" ? trainingSeconds(workload) : inferenceSeconds(workload);
}

/**
 * Warm-up, window, cool-down and half of the longest drain, since requests end somewhere within it. How long an offline batch
 * takes is what the trial is to find out; its declared `measureSeconds` stands for it. Starting a server (lifecycle `restart`)
 * is not in it: nothing in a plan says how long that takes.
 */
function inferenceSeconds({ arrival, phases }: InferenceWorkload): number {
  const throughWindow = phases.warmUpSeconds + phases.measureSeconds;
  // Offline, the batch is waited for anyway: there is nothing left to cool down or drain.
  if (arrival.kind === "offline") return throughWindow;
  return throughWindow + phases.coolDownSeconds + phases.drainSeconds / 2;
}

/**
 * How long steps take is what the trial is to find out; the workload's minimum stands for it, which asks for so many steps in so
 * many seconds. No job lasts longer than its time-out.
 */
function trainingSeconds({ warmUpSteps, steps, minimum, timeoutSeconds }: TrainingWorkload): number {
  return Math.min(((warmUpSteps + steps) * minimum.windowSeconds) / minimum.steps, timeoutSeconds);
}

/** Seconds that the trials of a plan are expected to take, one after the other. */
export function estimatePlanSeconds(plan: Pick<Plan, "trials" | "workloads">): number {
  const secondsById = new Map(plan.workloads.map((workload) => [workload.id, estimateTrialSeconds(workload)]));
  return plan.trials.reduce((sum, { workloadId }) => sum + (secondsById.get(workloadId) ?? 0), 0);
}
