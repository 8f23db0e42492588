import { MOST_PAIRS } from "./signed-rank.js";
import { standardNormalQuantile } from "./standard-normal.js";
import { subsetSums } from "./subset-sums.js";
import { quantileType7 } from "./summary.js";

/** An estimate with an interval that needs no distribution of the values, only one shape on both sides. */
export interface ShiftEstimate {
  readonly estimate: number;
  /** Ends of the interval; infinite where so few values cannot have one at this confidence. */
  readonly low: number;
  readonly high: number;
}

/** Above so many pairs the ranks of the ends come from the normal approximation. */
const EXACT_PAIRS = 10_000;

/**
 * By how much `x` lies above `y`: the median of all differences of a value of each (Hodges & Lehmann 1963), with the interval
 * whose ends are the differences at the critical ranks of the Mann-Whitney statistic, as R's `wilcox.test(exact = TRUE)`. On
 * logarithms its exponential is a ratio.
 *
 * @param confidence in (0, 1)
 * @throws RangeError where a side has no value or confidence is outside (0, 1)
 */
export function hodgesLehmann(x: readonly number[], y: readonly number[], confidence: number): ShiftEstimate {
  if (x.length === 0 || y.length === 0) throw new RangeError("hodgesLehmann needs values on both sides");
  const differences = x.flatMap((a) => y.map((b) => a - b)).sort((a, b) => a - b);
  const rank = differences.length <= EXACT_PAIRS ? exactRank : normalRank;
  return between(differences, rank(x.length, y.length, tailOf(confidence)));
}

/**
 * The pseudo-median of paired differences: the median of the means of all pairs of them, each with itself included (Walsh
 * averages), with the interval of the signed-rank statistic.
 *
 * @throws RangeError where there is no difference, there are more than 500, or confidence is outside (0, 1)
 */
export function pseudoMedian(differences: readonly number[], confidence: number): ShiftEstimate {
  const n = differences.length;
  if (n === 0) throw new RangeError("pseudoMedian needs differences");
  if (n > MOST_PAIRS) throw new RangeError(`pseudoMedian counts at most ${MOST_PAIRS} pairs`);
  const walsh = differences.flatMap((a, index) => differences.slice(index).map((b) => (a + b) / 2));
  return between(
    walsh.sort((a, b) => a - b),
    quantileRank(signedRankCounts(n), tailOf(confidence)),
  );
}

/** How many of the 2^n sign patterns of the ranks 1..n give each sum. */
export function signedRankCounts(n: number): Float64Array {
  const counts = new Float64Array((n * (n + 1)) / 2 + 1);
  counts[0] = 1;
  for (let rank = 1; rank <= n; rank += 1) {
    for (let sum = (rank * (rank + 1)) / 2; sum >= rank; sum -= 1) {
      counts[sum] = (counts[sum] as number) + (counts[sum - rank] as number);
    }
  }
  return counts;
}

function tailOf(confidence: number): number {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`confidence must lie between 0 and 1, got ${confidence}`);
  }
  return (1 - confidence) / 2;
}

/** The interval between the value of rank `rank` from below and that from above; infinite for rank 0. */
function between(sorted: readonly number[], rank: number): ShiftEstimate {
  return {
    estimate: quantileType7(sorted, 0.5),
    low: rank === 0 ? Number.NEGATIVE_INFINITY : (sorted[rank - 1] as number),
    high: rank === 0 ? Number.POSITIVE_INFINITY : (sorted[sorted.length - rank] as number),
  };
}

/** Largest rank r for which the statistic is below r with a probability of at most `tail`. */
function exactRank(n: number, m: number, tail: number): number {
  // The distribution is the same whichever side is chosen for. The quotient of products that gives its counts as well subtracts
  // numbers far above 2^53: from about 50 values a side hardly a digit of its answer is left.
  const size = Math.min(n, m);
  const places = Array.from({ length: n + m }, (_, place) => place);
  // Whoever is chosen as the k-th stands above k - 1 of its own side, which are no pairs.
  return quantileRank(subsetSums(places, size).subarray((size * (size - 1)) / 2), tail);
}

function quantileRank(counts: Float64Array, tail: number): number {
  const all = counts.reduce((sum, count) => sum + count, 0);
  let below = 0;
  for (const [value, count] of counts.entries()) {
    below += count;
    // What exceeds the tail by rounding alone does not: of three values a side one in twenty orders is the lowest, which is the
    // tail of 90 %, and (1 - 0.9) / 2 is not quite 0.05.
    if (below / all > tail * (1 + 64 * Number.EPSILON)) return value;
  }
  return counts.length - 1;
}

function normalRank(n: number, m: number, tail: number): number {
  const sd = Math.sqrt((n * m * (n + m + 1)) / 12);
  return Math.max(0, Math.floor((n * m) / 2 + standardNormalQuantile(tail) * sd));
}
