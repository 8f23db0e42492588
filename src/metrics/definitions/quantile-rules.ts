import { quantileType7 } from "../../statistics/summary.js";

/** Observations of one run in ascending order, at least one, each with how much it counts for: a positive number. */
export interface Sample {
  readonly values: readonly number[];
  readonly weights: readonly number[];
}

/** How a tool takes the quantile p, in (0, 1), of a sample. */
export type QuantileRule = (sample: Sample, p: number) => number;

/** Linear interpolation between order statistics (type 7): numpy's `percentile` and `median`. Weights are not used. */
export const interpolated: QuantileRule = ({ values }, p) => quantileType7(values, p);

/**
 * The smallest value whose share of all weight, with that of the values below it, reaches p: GuideLLM's
 * `Percentiles.from_pdf` (`searchsorted` on the cumulated probabilities, side `left`).
 */
export const weightedStep: QuantileRule = ({ values, weights }, p) => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let cumulated = 0;
  const index = weights.findIndex((weight) => {
    cumulated += weight;
    return cumulated / total >= p;
  });
  return values.at(index) ?? Number.NaN;
};

/** The value at index floor(n p): LoadGen's `sample_latencies[sample_count * percentile]`. Weights are not used. */
export const indexed: QuantileRule = ({ values }, p) => values[Math.floor(values.length * p)] ?? Number.NaN;
