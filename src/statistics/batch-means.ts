import { mean, sampleStandardDeviation } from "./summary.js";

/** Batches that hold up for correlated windows (statistics.md Q9: coverage 90 to 95 % for 60 to 1,000 windows). */
export const BATCHES = 10;

/** Mean of one run's windows with the standard error that correlated windows leave. */
export interface BatchedMean {
  readonly mean: number;
  readonly standardError: number;
  /** Degrees of freedom of Student's t. */
  readonly df: number;
}

/**
 * The mean of a stationary series by non-overlapping batches: the spread of the means of `batches` equal stretches. What does not
 * fill them is left out at the beginning. It tells whether a run is long enough, and never compares two systems.
 *
 * @returns undefined where there are fewer than two values a batch
 * @throws RangeError where batches are not a whole number of at least 2
 */
export function batchedMean(windows: readonly number[], batches: number = BATCHES): BatchedMean | undefined {
  if (!(Number.isInteger(batches) && batches >= 2)) throw new RangeError(`no ${batches} batches`);
  const size = Math.floor(windows.length / batches);
  if (size < 2) return undefined;
  const kept = windows.slice(windows.length - size * batches);
  const means = Array.from({ length: batches }, (_, index) => mean(kept.slice(index * size, (index + 1) * size)));
  return { mean: mean(means), standardError: sampleStandardDeviation(means) / Math.sqrt(batches), df: batches - 1 };
}
