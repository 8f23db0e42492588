import type { JobEvent, JobOutcome } from "../../contract/job-launcher.js";
import { type Finding, failure } from "../../model/finding.js";
import type { StepSample } from "../../model/step-sample.js";
import type { TrainingWorkload } from "../../model/training-workload.js";

type JobEnd = Extract<JobEvent, { kind: "ended" }>;

const CODES: Readonly<Record<Exclude<JobOutcome, "completed">, string>> = {
  failed: "job-failed",
  cancelled: "job-cancelled",
  "time-out": "job-time-out",
  "node-failure": "job-node-failure",
  preempted: "job-preempted",
  "out-of-memory": "job-out-of-memory",
};

/**
 * What is wrong with a job that has ended by itself; undefined where it made all the steps that were asked for.
 *
 * @param hide puts aliases in the place of hosts
 */
export function complaintOf(
  { outcome, detail }: Pick<JobEnd, "outcome" | "detail">,
  steps: readonly StepSample[],
  workload: Pick<TrainingWorkload, "warmUpSteps" | "steps">,
  hide: (text: string) => string,
): Finding | undefined {
  const made = madeSteps(steps);
  if (outcome !== "completed") return failure(CODES[outcome], { detail: hide(detail), steps: made });
  const asked = workload.warmUpSteps + workload.steps;
  return hasReportedAll(steps, asked) ? undefined : failure("too-few-steps", { asked, made });
}

export function madeSteps(steps: readonly StepSample[]): number {
  return steps.at(-1)?.step ?? 0;
}

/** A framework that reports every tenth step says nothing of the last ones where they are no ten. */
function hasReportedAll(steps: readonly StepSample[], asked: number): boolean {
  const last = steps.at(-1);
  return last !== undefined && last.step + last.steps > asked;
}
