/*
 * Values of a histogram: each stands for as many observations as its count says. Percentiles are of type 7, as those of
 * single observations are.
 */

/** How many observations there are. */
export function countedTotal(counts: Float64Array): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** Arithmetic mean; NaN where there is none. */
export function countedMean(values: ArrayLike<number>, counts: Float64Array): number {
  return counts.reduce((sum, count, index) => sum + count * (values[index] as number), 0) / countedTotal(counts);
}

/**
 * The order statistic of a rank, from 0, between two of them by linear interpolation.
 *
 * @param values ascending
 * @param rank at most the number of observations less one
 */
export function countedOrderStatistic(values: ArrayLike<number>, counts: Float64Array, rank: number): number {
  const below = valueAt(values, counts, Math.floor(rank));
  const above = valueAt(values, counts, Math.ceil(rank));
  return below + (above - below) * (rank - Math.floor(rank));
}

function valueAt(values: ArrayLike<number>, counts: Float64Array, rank: number): number {
  let seen = 0;
  const index = counts.findIndex((count) => {
    seen += count;
    return seen > rank;
  });
  return values[index] as number;
}
