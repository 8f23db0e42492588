import type { AcrossWorkloads } from "./across-workloads.js";
import type { Comparison } from "./comparison.js";
import type { Frontier } from "./frontier.js";
import type { ScalingCurve } from "./scaling.js";
import type { SystemSummary } from "./system-summary.js";

/** Everything that is said about one execution: its comparisons, and the systems that none of them names. */
export interface Judgement {
  readonly comparisons: readonly Comparison[];
  readonly summaries: readonly SystemSummary[];
  /** The mean over workloads of each primary metric; absent where no comparison has several workloads. */
  readonly across?: readonly AcrossWorkloads[] | undefined;
  /** One for each ladder of loads of the plan; absent where it has none. */
  readonly frontiers?: readonly Frontier[] | undefined;
  /** One for each ladder of node counts of the plan; absent where it has none. */
  readonly scaling?: readonly ScalingCurve[] | undefined;
}
