import { hasLogarithm, whyNoInterval } from "./interval-requirements.js";
import { type RatioResult, ratioEstimate } from "./ratio-estimate.js";
import { mean, sampleStandardDeviation } from "./summary.js";

/** The two runs of one block of the plan, in the same unit. */
export interface RunPair {
  readonly candidate: number;
  readonly baseline: number;
}

/**
 * The ratio candidate / baseline of runs that were paired by block: one-sample t on the differences of logarithms.
 * What drifts from block to block cancels. Only for plans that interleave and fixed this analysis beforehand.
 *
 * @param pairs one pair a block.
 * @param confidence of the two-sided interval, in (0, 1).
 * @throws RangeError when there is an interval to compute and confidence is outside (0, 1).
 */
export function pairedLogRatio(pairs: readonly RunPair[], confidence: number): RatioResult {
  const n = { candidate: pairs.length, baseline: pairs.length };
  if (!pairs.every((pair) => hasLogarithm(pair.candidate) && hasLogarithm(pair.baseline))) {
    return { kind: "no-interval", reason: "not-positive", n };
  }
  if (pairs.length === 0) return { kind: "no-interval", reason: "too-few-runs", n };

  const differences = pairs.map((pair) => Math.log(pair.candidate) - Math.log(pair.baseline));
  const difference = mean(differences);
  const reason = whyNoInterval([differences], 1);
  if (reason !== undefined) return { kind: "no-interval", reason, ratio: Math.exp(difference), n };
  const standardError = sampleStandardDeviation(differences) / Math.sqrt(pairs.length);
  return ratioEstimate("paired-log", { mean: difference, standardError, df: pairs.length - 1 }, confidence, n);
}
