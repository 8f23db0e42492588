import type { RatioEstimate, Stamp } from "./comparison.js";
import type { Absent } from "./estimate.js";
import type { Finding } from "./finding.js";
import type { LocalizedText } from "./localized-text.js";
import type { Direction, Verdict } from "./verdict.js";

/** One workload's part in a mean over workloads. */
export interface WeightedWorkload {
  readonly workloadId: string;
  readonly title: LocalizedText;
  readonly weight: number;
  readonly ratio: number;
}

/**
 * One metric of one pair of systems over all workloads of a plan that have it on both sides: the weighted geometric mean of the
 * ratios, which describes just these workloads (reference: statistics Q10). Tokens/s of different workloads are never averaged.
 */
export interface AcrossWorkloads {
  readonly candidate: string;
  readonly baseline: string;
  readonly metricId: string;
  readonly title: LocalizedText;
  readonly better: Direction;
  readonly margin: number;
  readonly workloads: readonly WeightedWorkload[];
  /** Workloads of the plan that have this metric but no ratio with an interval, each with the reason. */
  readonly missing: readonly { readonly workloadId: string; readonly reason: Finding }[];
  /** Of the mean; its method is `geometric-mean`. Absent where fewer than two workloads have a ratio. */
  readonly ratio: RatioEstimate | Absent;
  readonly verdict: Verdict | "none";
  /** Where there are several of them in one family: p adjusted for their number (Holm). */
  readonly adjustedP?: number | undefined;
  /** Why the verdict is what it is, where that is not plain from the interval. */
  readonly reasons: readonly Finding[];
  /** Those of all comparisons behind it. */
  readonly stamps: readonly Stamp[];
}
