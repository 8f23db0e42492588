import type { RatioEstimate } from "./ratio-estimate.js";
import { studentTCdf } from "./student-t.js";

/** Confidence of the two-sided interval whose inclusion is the equivalence test at 5 %: 1 − 2·0.05. */
export const EQUIVALENCE_CONFIDENCE = 0.9;

/**
 * Whether a ratio's interval lies wholly within the margin, strictly inside (1 / (1 + m), 1 + m): with the 90 % interval
 * this is Schuirmann's two one-sided tests (1987) at 5 %. Widen the interval by systematic bounds first, if there are any.
 *
 * @param margin 0.02 for ± 2 %, fixed before the data.
 * @throws RangeError when the margin is not positive and finite.
 */
export function isEquivalent(low: number, high: number, margin: number): boolean {
  const limit = upperLimit(margin);
  return low > 1 / limit && high < limit;
}

/**
 * p of the two one-sided tests against 1 / (1 + m) and 1 + m, the larger of both; noise only.
 *
 * @throws RangeError when the margin is not positive and finite.
 */
export function tostP(estimate: Pick<RatioEstimate, "ratio" | "df" | "standardErrorLog">, margin: number): number {
  const logLimit = Math.log(upperLimit(margin));
  // The limit nearer to the ratio is the harder one, and on the log scale the two are mirror images.
  return studentTCdf((Math.abs(Math.log(estimate.ratio)) - logLimit) / estimate.standardErrorLog, estimate.df);
}

/**
 * One-sided p of "the ratio is not above `limit`": small where the candidate is shown to be more than that part of the baseline
 * (0.95: not more than 5 % worse). Noise only.
 *
 * @throws RangeError when the limit is not positive and finite.
 */
export function aboveLimitP(estimate: Pick<RatioEstimate, "ratio" | "df" | "standardErrorLog">, limit: number): number {
  if (!(limit > 0 && Number.isFinite(limit))) {
    throw new RangeError(`a limit of a ratio must be positive and finite, got ${limit}`);
  }
  return studentTCdf((Math.log(limit) - Math.log(estimate.ratio)) / estimate.standardErrorLog, estimate.df);
}

function upperLimit(margin: number): number {
  if (!(margin > 0 && Number.isFinite(margin))) {
    throw new RangeError(`an equivalence margin must be positive and finite, got ${margin}`);
  }
  return 1 + margin;
}
