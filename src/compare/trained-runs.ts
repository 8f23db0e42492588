import type { TrainingView } from "../contract/metric.js";
import type { RunRecord } from "../model/run-record.js";
import type { TrainingFacts } from "../model/training-facts.js";
import type { TrainingWorkload } from "../model/training-workload.js";
import type { Side, ViewedSide } from "./viewed-side.js";

/** The workload of a record; undefined where it is none of training. */
export function trainingWorkloadOf({ manifest }: RunRecord): TrainingWorkload | undefined {
  const { plan, trial } = manifest;
  const workload = plan.workloads.find(({ id }) => id === trial.workloadId);
  return workload?.kind === "training" ? workload : undefined;
}

/** What the training runs of a side were, in the order of execution. */
export function factsOf({ records }: Pick<Side, "records">): readonly TrainingFacts[] {
  return records.flatMap(({ manifest }) => manifest.training ?? []);
}

/** The training runs of a side as metrics see them. */
export function trainingViews({ views }: Pick<ViewedSide, "views">): readonly TrainingView[] {
  return [...views.values()].flatMap((view) => (view.kind === "view" && view.of === "training" ? [view] : []));
}
