import { NS_PER_SECOND } from "../../../src/model/time.js";

/** Variance over mean of the counts in bins of equal length: 1 for a Poisson process, near 0 for an even comb. */
export function dispersionIndex(timesNs: readonly number[], totalSeconds: number, binSeconds: number): number {
  const counts = countsIn(
    timesNs,
    Math.round(totalSeconds / binSeconds),
    (atNs) => atNs / (binSeconds * NS_PER_SECOND),
  );
  const mean = timesNs.length / counts.length;
  return counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (counts.length - 1) / mean;
}

/** Standard deviation of the dispersion index of a Poisson process, relative for others: it is chi-squared over its freedom. */
export function dispersionError(totalSeconds: number, binSeconds: number): number {
  return Math.sqrt(2 / (totalSeconds / binSeconds - 1));
}

/** How far the phases within a second are from uniform: chi-squared, standardized to mean 0 and standard deviation 1. */
export function secondBoundaryScore(timesNs: readonly number[]): number {
  const bins = 100;
  const counts = countsIn(timesNs, bins, (atNs) => ((atNs % NS_PER_SECOND) / NS_PER_SECOND) * bins);
  const expected = timesNs.length / bins;
  const chiSquared = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return (chiSquared - (bins - 1)) / Math.sqrt(2 * (bins - 1));
}

/**
 * Kolmogorov and Smirnov's distance between values and a distribution, times the root of their number: above 1.95 in one of
 * 1,000 samples of that distribution.
 */
export function kolmogorovScore(values: readonly number[], cumulative: (value: number) => number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const distances = sorted.map((value, index) => {
    const expected = cumulative(value);
    return Math.max(expected - index / sorted.length, (index + 1) / sorted.length - expected);
  });
  return Math.sqrt(sorted.length) * distances.reduce((most, distance) => Math.max(most, distance), 0);
}

/** In seconds. */
export function gapsOf(timesNs: readonly number[]): readonly number[] {
  return timesNs.slice(1).map((atNs, index) => (atNs - (timesNs[index] ?? 0)) / NS_PER_SECOND);
}

function countsIn(timesNs: readonly number[], bins: number, binOf: (atNs: number) => number): readonly number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const atNs of timesNs) {
    const bin = Math.min(bins - 1, Math.floor(binOf(atNs)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
