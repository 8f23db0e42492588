import { midranks } from "./midranks.js";
import { studentTTwoSidedP } from "./student-t.js";

export interface RankCorrelation {
  /** In −1..1. */
  readonly rho: number;
  /** Two-sided p of "no trend". */
  readonly p: number;
}

/**
 * Up to so many values all orders are counted: by t, four values that happen to rise have p = 0, and one arm in twelve does; five
 * or six have p < 0.01 in one arm of sixty.
 */
const MOST_COUNTED = 9;

/**
 * Spearman's rank correlation of a series with its order. Its p is exact for up to nine values, ties included: the share of all
 * orders of these values with a correlation as far from 0; by t with n − 2 degrees of freedom for more. Undefined for fewer than
 * four values, or values that do not vary.
 */
export function trendInOrder(values: readonly number[]): RankCorrelation | undefined {
  const n = values.length;
  if (n < 4) return undefined;
  const ranks = midranks(values);
  const centre = (n + 1) / 2;
  const products = ranks.reduce((sum, rank, index) => sum + (rank - centre) * (index + 1 - centre), 0);
  const squares = ranks.reduce((sum, rank) => sum + (rank - centre) ** 2, 0);
  if (squares === 0) return undefined;
  const rho = Math.max(-1, Math.min(1, products / Math.sqrt((squares * n * (n ** 2 - 1)) / 12)));
  if (n <= MOST_COUNTED) return { rho, p: shareAsFar(ranks) };
  if (Math.abs(rho) === 1) return { rho, p: 0 };
  return { rho, p: studentTTwoSidedP(rho * Math.sqrt((n - 2) / (1 - rho ** 2)), n - 2) };
}

/** Of all orders of the ranks the share whose sum of place × rank lies as far from its mean as this one's. */
function shareAsFar(ranks: readonly number[]): number {
  // Twice the ranks are whole numbers. Orders are counted by which ranks stand at the first places, and by their sum.
  const doubled = ranks.map((rank) => Math.round(2 * rank));
  const seen = sumOfProducts(doubled);
  const most = sumOfProducts(doubled.toSorted((a, b) => a - b));
  const everything = 2 ** doubled.length - 1;
  const orders = Array.from({ length: everything + 1 }, () => new Float64Array(most + 1));
  (orders[0] as Float64Array)[0] = 1;
  for (let used = 0; used < everything; used += 1) {
    const place = doubled.filter((_, index) => (used & (1 << index)) !== 0).length + 1;
    const from = orders[used] as Float64Array;
    for (const [index, rank] of doubled.entries()) {
      if ((used & (1 << index)) !== 0) continue;
      const into = orders[used | (1 << index)] as Float64Array;
      for (let sum = most; sum >= place * rank; sum -= 1) {
        into[sum] = (into[sum] as number) + (from[sum - place * rank] as number);
      }
    }
  }
  const counts = orders[everything] as Float64Array;
  // The mean sum is (n + 1) / 2 · n (n + 1); twice every distance is whole.
  const n = doubled.length;
  const distanceOf = (sum: number): number => Math.abs(2 * sum - n * (n + 1) ** 2);
  let [far, all] = [0, 0];
  for (const [sum, count] of counts.entries()) {
    all += count;
    if (distanceOf(sum) >= distanceOf(seen)) far += count;
  }
  return far / all;
}

function sumOfProducts(ranks: readonly number[]): number {
  return ranks.reduce((sum, rank, index) => sum + (index + 1) * rank, 0);
}
