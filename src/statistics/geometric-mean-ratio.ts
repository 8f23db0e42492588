import type { RatioEstimate } from "./ratio-estimate.js";
import { ratioInterval } from "./ratio-estimate.js";

/** One workload's ratio, and how much it counts for. */
export interface WeightedRatio {
  readonly ratio: number;
  readonly standardErrorLog: number;
  readonly df: number;
  /** Positive; only the weights' ratios to one another count. */
  readonly weight: number;
}

export interface GeometricMeanRatio {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly standardErrorLog: number;
  readonly df: number;
}

/**
 * The weighted geometric mean of independent ratios with its interval: exp of the weighted mean of their logarithms, the squared
 * standard errors added up with squared weights, and Satterthwaite's degrees of freedom over them. It describes just these
 * workloads.
 *
 * The variance of one ratio has itself two parts, one a side; pooling their degrees of freedom first (Welch) and then those of
 * the workloads is the same sum.
 *
 * @throws RangeError where there is none, a weight is not positive, or confidence is outside (0, 1)
 */
export function geometricMeanRatio(ratios: readonly WeightedRatio[], confidence: number): GeometricMeanRatio {
  if (ratios.length === 0) throw new RangeError("geometricMeanRatio needs ratios");
  if (!ratios.every(({ weight }) => weight > 0 && Number.isFinite(weight))) {
    throw new RangeError("geometricMeanRatio needs positive weights");
  }
  const whole = ratios.reduce((sum, { weight }) => sum + weight, 0);
  const parts = ratios.map(({ ratio, standardErrorLog, df, weight }) => {
    const share = weight / whole;
    return { log: share * Math.log(ratio), variance: (share * standardErrorLog) ** 2, df };
  });
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  const spread = parts.reduce((sum, part) => sum + part.variance ** 2 / part.df, 0);
  const estimate: Pick<RatioEstimate, "ratio" | "df" | "standardErrorLog"> = {
    ratio: Math.exp(parts.reduce((sum, part) => sum + part.log, 0)),
    df: spread === 0 ? Number.MAX_SAFE_INTEGER : variance ** 2 / spread,
    standardErrorLog: Math.sqrt(variance),
  };
  return { ...estimate, ...ratioInterval(estimate, confidence) };
}
