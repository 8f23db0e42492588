import { binomialCdf, binomialQuantile } from "./binomial.js";

/** Ranks, from 1, of the order statistics between which a quantile lies. */
export interface RankInterval {
  readonly low: number;
  readonly high: number;
  /** What the two ranks cover, at least the confidence that was asked for. */
  readonly coverage: number;
}

/**
 * The two-sided interval for the `p` quantile of n independent values, by ranks: the shortest of nearly equal tails that covers it
 * with the asked confidence, P(low ≤ K < high) with K binomial(n, p). Starts from the ranks of equal tails and takes one rank off
 * where the coverage stays (the convention of benchstat for few values).
 *
 * Only for independent values: among requests of one run, whose latencies are correlated, it covers far too rarely
 * (statistics.md Q5).
 *
 * @returns undefined where even the whole range does not cover it
 * @throws RangeError where p or confidence is outside (0, 1), or n is not whole
 */
export function quantileRanks(n: number, p: number, confidence: number): RankInterval | undefined {
  for (const [name, value] of Object.entries({ p, confidence })) {
    if (!(value > 0 && value < 1)) throw new RangeError(`${name} must lie between 0 and 1, got ${value}`);
  }
  const tail = (1 - confidence) / 2;
  const coverage = (low: number, high: number): number => binomialCdf(high - 1, n, p) - binomialCdf(low - 1, n, p);
  let low = Math.max(1, binomialQuantile(tail, n, p));
  let high = Math.min(n, binomialQuantile(1 - tail, n, p) + 1);
  // Near an end the range itself cuts one tail off, and the other side makes up for it.
  while (low > 1 && coverage(low, high) < confidence) low -= 1;
  while (high < n && coverage(low, high) < confidence) high += 1;
  if (low >= high || coverage(low, high) < confidence) return undefined;
  for (;;) {
    const [fromBelow, fromAbove] = [coverage(low + 1, high), coverage(low, high - 1)];
    if (Math.max(fromBelow, fromAbove) < confidence) return { low, high, coverage: coverage(low, high) };
    if (fromBelow > fromAbove) low += 1;
    else high -= 1;
  }
}
