import type { Boundary } from "./boundary.js";
import type { ComparedSystem, Comparison, RatioEstimate, SystemValues } from "./comparison.js";
import type { Absent, PointOnly } from "./estimate.js";
import type { Finding } from "./finding.js";
import type { FrontierMetric } from "./frontier.js";
import type { NodeRung, TrainingWorkload } from "./training-workload.js";

/** What one system did on one number of nodes. */
export interface ScalingPoint {
  readonly nodes: number;
  readonly workload: Pick<TrainingWorkload, "id" | "title" | "hash" | "globalBatch">;
  /** Accelerators that the job used, in the unit that the system counts; absent where no run is used. */
  readonly units?: number | undefined;
  /** One for each of the curve's metrics, in their order. */
  readonly values: readonly SystemValues[];
  /** Used runs. */
  readonly runs: number;
  /**
   * Tokens/s of a node over those at the smallest number of nodes of this system that has a value: 1 is ideal, weak and strong
   * alike. Of that smallest number itself a point of 1.
   */
  readonly efficiency: RatioEstimate | PointOnly | Absent;
  /** What a reader of the point must know, such as runs that were not steady. */
  readonly findings: readonly Finding[];
}

export interface SystemScaling {
  readonly system: ComparedSystem;
  /** By ascending number of nodes. */
  readonly points: readonly ScalingPoint[];
}

/** How training scales over the node counts of one ladder; never a verdict. */
export interface ScalingCurve
  extends Pick<Comparison, "planHash" | "suiteTitle" | "executionId" | "confidence" | "stamps"> {
  readonly format: "tokwatt.scaling";
  readonly version: 1;
  readonly ladder: Pick<NodeRung, "ladder" | "of" | "scaling">;
  /** Where the energy of all points is stated. */
  readonly boundary: Boundary | Absent;
  readonly metrics: readonly FrontierMetric[];
  readonly systems: readonly SystemScaling[];
}
