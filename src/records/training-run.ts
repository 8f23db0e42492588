import type { RunManifest } from "../model/run-record.js";

/** Whether a run is one of training, also where it failed before anything was known of its job. */
export function isTrainingRun({ plan, trial }: Pick<RunManifest, "plan" | "trial">): boolean {
  return plan.workloads.find(({ id }) => id === trial.workloadId)?.kind === "training";
}
