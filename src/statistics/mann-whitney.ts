import { midranks, tieSizes } from "./midranks.js";
import { standardNormalCdf } from "./standard-normal.js";
import { subsetSums } from "./subset-sums.js";

export interface MannWhitney {
  /** Pairs in which the value of `x` is the larger one; a tie counts a half. */
  readonly u: number;
  /** u / (n m): how likely a run of `x` is above one of `y`. */
  readonly superiority: number;
  /** Two-sided p of "both come from one distribution". */
  readonly p: number;
  /** One-sided: `x` tends to be larger. */
  readonly pGreater: number;
  readonly method: "exact" | "normal";
}

/** Above so many pairs the exact distribution costs more than it tells. */
const EXACT_PAIRS = 10_000;

/**
 * The Mann-Whitney U test of two independent samples. Exact, ties included: the distribution of the rank sum over all ways to
 * deal the pooled midranks (Streitberg & Röhmel 1986); the two-sided p is twice the smaller tail, as in scipy and R.
 * Beyond 10,000 pairs the normal approximation with the corrections for ties and continuity.
 *
 * @throws RangeError where a side has no value or a value is not finite
 */
export function mannWhitney(x: readonly number[], y: readonly number[]): MannWhitney {
  if (x.length === 0 || y.length === 0) throw new RangeError("mannWhitney needs values on both sides");
  const pooled = [...x, ...y];
  if (!pooled.every(Number.isFinite)) throw new RangeError("mannWhitney needs finite values");
  const ranks = midranks(pooled);
  const sum = ranks.slice(0, x.length).reduce((total, rank) => total + rank, 0);
  const pairs = x.length * y.length;
  const u = sum - (x.length * (x.length + 1)) / 2;
  const tails = pairs <= EXACT_PAIRS ? exactTails(ranks, x.length, sum) : normalTails(pooled, x.length, u);
  return { u, superiority: u / pairs, ...tails };
}

type Tails = Pick<MannWhitney, "p" | "pGreater" | "method">;

/**
 * Twice the ranks are whole numbers, whose sums can be counted. Counted is for the smaller side: where its ranks are high, the other
 * side's are low.
 */
function exactTails(ranks: readonly number[], size: number, sum: number): Tails {
  const doubled = ranks.map((rank) => Math.round(2 * rank));
  const isFirst = 2 * size <= ranks.length;
  const chosen = isFirst ? size : ranks.length - size;
  const seen = isFirst ? Math.round(2 * sum) : doubled.reduce((all, rank) => all + rank, 0) - Math.round(2 * sum);
  const counts = subsetSums(doubled, chosen);
  const all = counts.reduce((sumOf, count) => sumOf + count, 0);
  let [above, below] = [0, 0];
  for (const [s, count] of counts.entries()) {
    if (s >= seen) above += count;
    if (s <= seen) below += count;
  }
  const greater = isFirst ? above : below;
  return { p: Math.min(1, (2 * Math.min(above, below)) / all), pGreater: Math.min(1, greater / all), method: "exact" };
}

function normalTails(pooled: readonly number[], n: number, u: number): Tails {
  const [m, all] = [pooled.length - n, pooled.length];
  const ties = tieSizes(pooled).reduce((sum, size) => sum + size ** 3 - size, 0);
  const sd = Math.sqrt(((n * m) / 12) * (all + 1 - ties / (all * (all - 1))));
  const distance = u - (n * m) / 2;
  if (sd === 0) return { p: 1, pGreater: 1, method: "normal" };
  const z = (Math.abs(distance) - 0.5) / sd;
  return {
    p: Math.min(1, 2 * standardNormalCdf(-Math.max(0, z))),
    pGreater: standardNormalCdf(-(distance - 0.5) / sd),
    method: "normal",
  };
}
