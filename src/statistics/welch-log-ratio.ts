import { hasLogarithm, whyNoInterval } from "./interval-requirements.js";
import { type LogDifference, type RatioResult, ratioEstimate } from "./ratio-estimate.js";
import { mean, sampleVariance } from "./summary.js";

/**
 * The ratio candidate / baseline of independent runs: Welch's t on the logarithms, with the degrees of freedom of
 * Welch (1947) and Satterthwaite (1946). The spreads of the two sides need not be equal. Swapping the sides gives the
 * reciprocal interval and the same p.
 *
 * @param candidate one value a run, in any unit; a run is the sample, never a request or a second.
 * @param baseline the same metric in the same unit.
 * @param confidence of the two-sided interval, in (0, 1).
 * @throws RangeError when there is an interval to compute and confidence is outside (0, 1).
 */
export function welchLogRatio(
  candidate: readonly number[],
  baseline: readonly number[],
  confidence: number,
): RatioResult {
  const n = { candidate: candidate.length, baseline: baseline.length };
  if (!(candidate.every(hasLogarithm) && baseline.every(hasLogarithm))) {
    return { kind: "no-interval", reason: "not-positive", n };
  }
  if (n.candidate === 0 || n.baseline === 0) return { kind: "no-interval", reason: "too-few-runs", n };

  const logCandidate = candidate.map(Math.log);
  const logBaseline = baseline.map(Math.log);
  const difference = mean(logCandidate) - mean(logBaseline);
  const reason = whyNoInterval([logCandidate, logBaseline], 1);
  if (reason !== undefined) return { kind: "no-interval", reason, ratio: Math.exp(difference), n };
  return ratioEstimate("welch-log", { mean: difference, ...welchError(logCandidate, logBaseline) }, confidence, n);
}

function welchError(
  candidate: readonly number[],
  baseline: readonly number[],
): Pick<LogDifference, "standardError" | "df"> {
  const candidateShare = sampleVariance(candidate) / candidate.length;
  const baselineShare = sampleVariance(baseline) / baseline.length;
  const variance = candidateShare + baselineShare;
  const spreadOfVariance = candidateShare ** 2 / (candidate.length - 1) + baselineShare ** 2 / (baseline.length - 1);
  return { standardError: Math.sqrt(variance), df: variance ** 2 / spreadOfVariance };
}
