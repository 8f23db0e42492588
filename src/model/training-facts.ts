import type { Nanoseconds } from "./time.js";
import type { Parallelism, TrainingPrecision } from "./training-workload.js";

/**
 * Where the instants of a training run come from. `read`: each report of the log was stamped by the harness when its bytes came.
 * `log-clock`: from the wall times in the log. `log-timer`: from the durations in the log alone, so that nothing else can be
 * lined up with them. The last two are of jobs that had ended before they were read.
 */
export type StepStamps = "read" | "log-clock" | "log-timer";

/** What became of a job, in order; nodes by their aliases. */
export interface JobHistoryEntry {
  readonly atNs: Nanoseconds;
  readonly kind: "pending" | "started" | "requeued" | "ended";
  /** Reason, or outcome with the scheduler's own words, redacted. */
  readonly detail: string;
}

/** What a training run was, beside its workload: in the manifest. */
export interface TrainingFacts {
  /** As the launcher is registered; `mock` and the like bring their own. */
  readonly launcher: string;
  /** Log parser, as it is registered. */
  readonly logs: string;
  readonly framework?: string | undefined;
  readonly stamps: StepStamps;
  /** Nodes that the job ran on, by alias, in the order of their ranks; empty where nobody knows. */
  readonly nodes: readonly string[];
  /** Nodes of the job, known or not. */
  readonly nodeCount: number;
  /** Accelerators that the job used, in the unit that the system file counts. */
  readonly units: number;
  readonly precision: TrainingPrecision;
  readonly parallelism: Parallelism;
  /** The job was found again by another process of tokwatt than the one that had handed it in. */
  readonly isReattached?: boolean | undefined;
  readonly history: readonly JobHistoryEntry[];
  /** How the job is found again while the run's state is `running`: the launcher's ticket. */
  readonly ticket?: string | undefined;
}
