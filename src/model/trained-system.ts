import type { Absent } from "./estimate.js";
import type { StepSample } from "./step-sample.js";
import type { StepStamps, TrainingFacts } from "./training-facts.js";
import type { TrainingWorkload } from "./training-workload.js";

/** What MFU is a share of, of one accelerator of the unit that the system counts. */
export interface StatedUnitPeak {
  readonly flopPerSecond: number;
  readonly precision: string;
  readonly source: string;
}

/** How one system trained one workload, over its used runs. */
export interface TrainedSystem
  extends Pick<TrainingFacts, "launcher" | "logs" | "framework" | "nodeCount" | "units" | "precision" | "parallelism"> {
  /** Where instants come from, and who counted the tokens; more than one where the runs differ. */
  readonly stamps: readonly StepStamps[];
  readonly tokensFrom: readonly StepSample["tokensFrom"][];
  readonly peak: StatedUnitPeak | Absent;
}

/** What was trained, the same on every system that is compared. */
export interface TrainedWorkload
  extends Pick<
    TrainingWorkload,
    "task" | "sequenceLength" | "packedLength" | "globalBatch" | "warmUpSteps" | "steps" | "precision" | "rung"
  > {
  /** As its file is named. */
  readonly model: string;
  /** By the published formula; absent where no run is used. */
  readonly flopsPerToken?: number | undefined;
}
