/**
 * Descriptive statistics, all from simple-statistics. It has more to offer, but only these were checked and found right
 * for samples of runs: its t test divides by the population deviation, its normal distribution is a four-digit table and
 * its geometric mean overflows (docs/method.md). What infers beyond the sample is therefore computed in this room.
 */
import * as descriptive from "simple-statistics";

/**
 * Arithmetic mean, with compensated summation.
 *
 * @throws Error when there is no value.
 */
export function mean(values: readonly number[] | Float64Array): number {
  // It reads its numbers by index and asks for no more of an array than a typed one has.
  return descriptive.mean(values as readonly number[]);
}

/**
 * Variance with the divisor n − 1.
 *
 * @throws Error when there are fewer than two values.
 */
export function sampleVariance(values: readonly number[]): number {
  return descriptive.sampleVariance(values);
}

/**
 * Square root of the sample variance.
 *
 * @throws Error when there are fewer than two values.
 */
export function sampleStandardDeviation(values: readonly number[]): number {
  return descriptive.sampleStandardDeviation(values);
}

/**
 * Quantile by linear interpolation between order statistics at (n − 1) p: type 7 of Hyndman & Fan (1996), the default of
 * R and numpy. Every percentile of the product is of this type, so that two tools' figures can be compared.
 *
 * @param sorted values in ascending order; not checked, because they may be millions.
 * @param p in 0..1.
 * @throws Error when there is no value or p is outside 0..1.
 */
export function quantileType7(sorted: readonly number[], p: number): number {
  return descriptive.quantileSorted(sorted, p);
}
