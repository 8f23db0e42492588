/**
 * A bound that does not shrink with more runs (a meter's gain, a bridge between boundaries), as factors: the true value
 * lies in [value · factorLow, value · factorHigh].
 */
export interface FactorBounds {
  readonly factorLow: number;
  readonly factorHigh: number;
}

/** The bounds of a quantity that has none, such as a count of tokens. */
export const EXACT: FactorBounds = { factorLow: 1, factorHigh: 1 };

/**
 * The bounds of a meter that is right to ± `bound` of its reading: [1 − u, 1 + u].
 *
 * @param bound 0.05 for ± 5 %.
 * @throws RangeError when the bound is not in [0, 1).
 */
export function relativeBounds(bound: number): FactorBounds {
  if (!(bound >= 0 && bound < 1)) throw new RangeError(`a relative bound must lie in [0, 1), got ${bound}`);
  return { factorLow: 1 - bound, factorHigh: 1 + bound };
}

/** The bounds of 1 / x from those of x: joules with [1 − u, 1 + u] give tokens per joule [1 / (1 + u), 1 / (1 − u)]. */
export function reciprocalBounds(bounds: FactorBounds): FactorBounds {
  return { factorLow: 1 / bounds.factorHigh, factorHigh: 1 / bounds.factorLow };
}

/** The bounds of one value under several causes at once: at worst they all lean the same way. */
export function combinedBounds(causes: readonly FactorBounds[]): FactorBounds {
  return causes.reduce(
    (all, cause) => ({
      factorLow: all.factorLow * cause.factorLow,
      factorHigh: all.factorHigh * cause.factorHigh,
    }),
    EXACT,
  );
}

/**
 * Widens the noise-only interval of candidate / baseline by what each side's own bounds allow at worst:
 * [low · c.factorLow / b.factorHigh, high · c.factorHigh / b.factorLow].
 * For tokens per joule this is lo·(1 − u_B) / (1 + u_A) … hi·(1 + u_B) / (1 − u_A).
 */
export function widenRatio(
  low: number,
  high: number,
  candidate: FactorBounds,
  baseline: FactorBounds,
): { low: number; high: number } {
  return {
    low: (low * candidate.factorLow) / baseline.factorHigh,
    high: (high * candidate.factorHigh) / baseline.factorLow,
  };
}
