import type { MissingIntervalReason } from "./interval-requirements.js";
import { studentTCritical, studentTTwoSidedP } from "./student-t.js";

export type RatioMethod = "welch-log" | "paired-log";

/** Number of runs of each side; for pairs both are the number of pairs. */
export interface RunCounts {
  readonly candidate: number;
  readonly baseline: number;
}

/** The ratio candidate / baseline of one metric, estimated on the log scale, with the noise between runs only. */
export interface RatioEstimate {
  readonly kind: "estimate";
  readonly method: RatioMethod;
  /** exp of the mean difference of logs: the ratio of the geometric means. */
  readonly ratio: number;
  /** Ends of the two-sided interval at `confidence`. */
  readonly low: number;
  readonly high: number;
  /** In (0, 1). */
  readonly confidence: number;
  /** Degrees of freedom of Student's t, not necessarily whole. */
  readonly df: number;
  /** Standard error of ln(ratio). */
  readonly standardErrorLog: number;
  /** Two-sided p-value of "the ratio is 1". */
  readonly p: number;
  readonly n: RunCounts;
}

/** A ratio without an interval, and the reason. */
export interface NoRatioInterval {
  readonly kind: "no-interval";
  /** `not-positive`: a value is zero, negative or not finite and has no logarithm. */
  readonly reason: MissingIntervalReason | "not-positive";
  /** Missing where it cannot be computed either: a value without a logarithm, or a side without runs. */
  readonly ratio?: number;
  readonly n: RunCounts;
}

export type RatioResult = RatioEstimate | NoRatioInterval;

/** What a t statistic on the log scale needs. */
export interface LogDifference {
  readonly mean: number;
  readonly standardError: number;
  readonly df: number;
}

/** Turns the difference of mean logs into a ratio with its interval and p-value. */
export function ratioEstimate(
  method: RatioMethod,
  difference: LogDifference,
  confidence: number,
  n: RunCounts,
): RatioEstimate {
  const { mean, standardError, df } = difference;
  const ratio = Math.exp(mean);
  return {
    kind: "estimate",
    method,
    ratio,
    ...ratioInterval({ ratio, df, standardErrorLog: standardError }, confidence),
    confidence,
    df,
    standardErrorLog: standardError,
    p: studentTTwoSidedP(mean / standardError, df),
    n,
  };
}

/**
 * The two-sided interval of another confidence from the same numbers, exp(ln ratio ± t·se): the 90 % interval of an
 * equivalence test beside the 95 % one.
 *
 * @throws RangeError when confidence is outside (0, 1).
 */
export function ratioInterval(
  estimate: Pick<RatioEstimate, "ratio" | "df" | "standardErrorLog">,
  confidence: number,
): { low: number; high: number } {
  const factor = Math.exp(studentTCritical(confidence, estimate.df) * estimate.standardErrorLog);
  return { low: estimate.ratio / factor, high: estimate.ratio * factor };
}
