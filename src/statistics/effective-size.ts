/** Never quite 1, at which a series would hold no information at all. */
const STRONGEST_CORRELATION = 0.99;

/**
 * Correlation of neighbours among residuals that lie in several stretches (lag 1, sums pooled over the stretches), with the
 * small-sample bias of the estimate taken off: r + (2 + 4r) / n, where n is the length of the longest stretch. Kept in
 * 0..0.99: a negative correlation would only make a test bolder.
 *
 * The first-order term of the bias is (1 + 4r) / n for residuals about a mean (Kendall & Stuart); the further 1 / n
 * belongs to a slope that was fitted as well, and keeps the tests honest where there was none.
 *
 * @param stretches residuals: their mean is 0 in each stretch
 */
export function neighbourCorrelation(stretches: readonly (readonly number[])[]): number {
  const raw = rawNeighbourCorrelation(stretches);
  if (raw === undefined) return 0;
  const longest = Math.max(...stretches.map(({ length }) => length));
  return Math.min(STRONGEST_CORRELATION, Math.max(0, raw + (2 + 4 * raw) / longest));
}

/**
 * The same as it is estimated: neither brought nearer to the truth nor kept in bounds; undefined where nothing varies.
 *
 * @param stretches residuals: their mean is 0 in each stretch
 */
export function rawNeighbourCorrelation(stretches: readonly (readonly number[])[]): number | undefined {
  let products = 0;
  let squares = 0;
  for (const stretch of stretches) {
    for (const [index, value] of stretch.entries()) {
      squares += value ** 2;
      products += value * (stretch[index - 1] ?? 0);
    }
  }
  return squares === 0 ? undefined : products / squares;
}

/**
 * How many independent values tell as much about a mean as `length` values of an AR(1) series do: n (1 − r) / (1 + r).
 *
 * @param correlation of neighbours, in 0..1
 */
export function effectiveSize(length: number, correlation: number): number {
  return (length * (1 - correlation)) / (1 + correlation);
}
