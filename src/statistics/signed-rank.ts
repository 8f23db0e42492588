import { midranks } from "./midranks.js";

export interface SignedRank {
  /** Sum of the ranks of the positive differences. */
  readonly v: number;
  /** Two-sided p of "the differences are symmetric about 0". */
  readonly p: number;
  /** One-sided: the differences tend to be positive. */
  readonly pGreater: number;
  /** Differences that are not 0: zeros tell nothing and are left out (Wilcoxon's rule). */
  readonly n: number;
}

/**
 * 2^n patterns are counted by sums, of which there are n(n+1); more pairs than these are no runs, and of about twice as many the
 * patterns are more than a double can count.
 */
export const MOST_PAIRS = 500;

/**
 * Wilcoxon's signed-rank test of paired differences, exact with ties: over all ways to give signs to the midranks.
 *
 * @returns undefined where no difference is left
 * @throws RangeError where there are more than 500 or one is not finite
 */
export function signedRank(differences: readonly number[]): SignedRank | undefined {
  if (!differences.every(Number.isFinite)) throw new RangeError("signedRank needs finite differences");
  const told = differences.filter((difference) => difference !== 0);
  if (told.length === 0) return undefined;
  if (told.length > MOST_PAIRS) throw new RangeError(`signedRank counts at most ${MOST_PAIRS} pairs`);
  const doubled = midranks(told.map(Math.abs)).map((rank) => Math.round(2 * rank));
  const seen = doubled.reduce((sum, rank, index) => sum + ((told[index] as number) > 0 ? rank : 0), 0);
  const total = doubled.reduce((sum, rank) => sum + rank, 0);
  const chances = new Float64Array(total + 1);
  chances[0] = 1;
  for (const rank of doubled) {
    for (let sum = total; sum >= 0; sum -= 1) {
      chances[sum] = ((chances[sum] as number) + (sum >= rank ? (chances[sum - rank] as number) : 0)) / 2;
    }
  }
  let above = 0;
  let below = 0;
  for (const [sum, chance] of chances.entries()) {
    if (sum >= seen) above += chance;
    if (sum <= seen) below += chance;
  }
  return { v: seen / 2, p: Math.min(1, 2 * Math.min(above, below)), pGreater: Math.min(1, above), n: told.length };
}
