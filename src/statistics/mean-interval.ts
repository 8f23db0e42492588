import { hasLogarithm, type MissingIntervalReason, whyNoInterval } from "./interval-requirements.js";
import { studentTCritical } from "./student-t.js";
import { mean, sampleStandardDeviation } from "./summary.js";

export type MeanMethod = "t-log" | "t";

/** The mean of one side's runs with its t interval, noise between runs only. */
export interface MeanEstimate {
  readonly kind: "estimate";
  /** `t-log`: geometric mean, interval symmetric on the log scale; `t`: arithmetic mean, symmetric interval. */
  readonly method: MeanMethod;
  /** In the unit of the values, as `low` and `high` are. */
  readonly point: number;
  readonly low: number;
  readonly high: number;
  /** Two-sided, in (0, 1). */
  readonly confidence: number;
  readonly df: number;
  readonly n: number;
}

/** A mean without an interval, and the reason. */
export interface NoMeanInterval {
  readonly kind: "no-interval";
  /** `not-positive`: a value has no logarithm; `not-finite`: an arithmetic mean was asked of NaN or an infinity. */
  readonly reason: MissingIntervalReason | "not-positive" | "not-finite";
  /** Missing where it cannot be computed either: an unusable value, or no runs. */
  readonly point?: number;
  readonly n: number;
}

export type MeanResult = MeanEstimate | NoMeanInterval;

/**
 * Geometric mean of one value a run with its t interval: exp(mean ± t·s/√n) of the logarithms. It fits the ratios: the
 * quotient of two such means is the point of `welchLogRatio`.
 *
 * @param confidence of the two-sided interval, in (0, 1).
 * @throws RangeError when there is an interval to compute and confidence is outside (0, 1).
 */
export function geometricMeanInterval(values: readonly number[], confidence: number): MeanResult {
  const n = values.length;
  if (!values.every(hasLogarithm)) return { kind: "no-interval", reason: "not-positive", n };
  if (n === 0) return { kind: "no-interval", reason: "too-few-runs", n };

  const logs = values.map(Math.log);
  const point = Math.exp(mean(logs));
  const reason = whyNoInterval([logs], 1);
  if (reason !== undefined) return { kind: "no-interval", reason, point, n };
  const factor = Math.exp(halfWidth(logs, confidence));
  return {
    kind: "estimate",
    method: "t-log",
    point,
    low: point / factor,
    high: point * factor,
    confidence,
    df: n - 1,
    n,
  };
}

/**
 * Arithmetic mean of one value a run with its t interval, mean ± t·s/√n: for quantities that may be zero or negative,
 * such as error rates.
 *
 * @param confidence of the two-sided interval, in (0, 1).
 * @throws RangeError when there is an interval to compute and confidence is outside (0, 1).
 */
export function meanInterval(values: readonly number[], confidence: number): MeanResult {
  const n = values.length;
  if (!values.every(Number.isFinite)) return { kind: "no-interval", reason: "not-finite", n };
  if (n === 0) return { kind: "no-interval", reason: "too-few-runs", n };

  const point = mean(values);
  const reason = whyNoInterval([values], Math.max(...values.map(Math.abs)));
  if (reason !== undefined) return { kind: "no-interval", reason, point, n };
  const half = halfWidth(values, confidence);
  return { kind: "estimate", method: "t", point, low: point - half, high: point + half, confidence, df: n - 1, n };
}

function halfWidth(sample: readonly number[], confidence: number): number {
  const standardError = sampleStandardDeviation(sample) / Math.sqrt(sample.length);
  return studentTCritical(confidence, sample.length - 1) * standardError;
}
