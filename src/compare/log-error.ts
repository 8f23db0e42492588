import type { RatioEstimate } from "../model/comparison.js";
import { studentTCritical } from "../statistics/student-t.js";

/** What tests on a ratio need beside it. */
export interface LogError {
  readonly ratio: number;
  readonly df: number;
  /** Standard error of ln(ratio), noise only. */
  readonly standardErrorLog: number;
}

/** The standard error that a ratio's noise-only interval was made from: records of comparisons keep the interval alone. */
export function logErrorOf({
  ratio,
  low,
  high,
  confidence,
  degreesOfFreedom: df,
}: Pick<RatioEstimate, "ratio" | "low" | "high" | "confidence" | "degreesOfFreedom">): LogError {
  return { ratio, df, standardErrorLog: Math.log(high / low) / 2 / studentTCritical(confidence, df) };
}
