import type { SystematicBound } from "../model/estimate.js";

/** A bound on a sum, in the sum's own unit, before it is turned into factors. */
export interface AdditiveBound {
  readonly kind: string;
  /** How far the true value may lie below and above; both at least 0. */
  readonly below: number;
  readonly above: number;
  readonly assumed: boolean;
  readonly source: string;
}

/**
 * Turns worst-case bounds on `total` into factors whose product is exactly the worst case of their sum:
 * `total - sum(below)` to `total + sum(above)`.
 *
 * @returns undefined where the bounds reach down to zero: nothing can be said of such a total
 */
export function chainBounds(total: number, bounds: readonly AdditiveBound[]): readonly SystematicBound[] | undefined {
  let low = total;
  let high = total;
  const chained: SystematicBound[] = [];
  for (const bound of bounds) {
    if (bound.below === 0 && bound.above === 0) continue;
    const nextLow = low - bound.below;
    const nextHigh = high + bound.above;
    if (!(nextLow > 0)) return undefined;
    const { kind, assumed, source } = bound;
    chained.push({ kind, factorLow: nextLow / low, factorHigh: nextHigh / high, assumed, source });
    low = nextLow;
    high = nextHigh;
  }
  return chained;
}
