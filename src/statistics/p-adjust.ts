/**
 * Holm's step-down adjustment (1979): the adjusted p-values below a level reject with that family-wise error, whatever the
 * dependence. As R's `p.adjust`.
 *
 * @returns in the order of `ps`
 * @throws RangeError where one is no probability
 */
export function holm(ps: readonly number[]): readonly number[] {
  const order = ascending(ps);
  const adjusted: number[] = new Array(ps.length).fill(0);
  let largest = 0;
  for (const [rank, index] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (ps.length - rank) * (ps[index] as number)));
    adjusted[index] = largest;
  }
  return adjusted;
}

/**
 * Benjamini and Hochberg's adjustment (1995): values below q are rejected with a false discovery rate of q, for independent or
 * positively dependent tests. For what is highlighted, not for what decides.
 *
 * @returns in the order of `ps`
 * @throws RangeError where one is no probability
 */
export function benjaminiHochberg(ps: readonly number[]): readonly number[] {
  const order = ascending(ps);
  const adjusted: number[] = new Array(ps.length).fill(0);
  let smallest = 1;
  for (let rank = order.length; rank >= 1; rank -= 1) {
    const index = order[rank - 1] as number;
    smallest = Math.min(smallest, ((ps[index] as number) * ps.length) / rank);
    adjusted[index] = smallest;
  }
  return adjusted;
}

function ascending(ps: readonly number[]): readonly number[] {
  for (const p of ps) if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability lies between 0 and 1, got ${p}`);
  return ps.map((_, index) => index).sort((a, b) => (ps[a] as number) - (ps[b] as number));
}
