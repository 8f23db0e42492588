import type { LengthDistribution } from "../model/length-distribution.js";

type EmpiricalLengths = Extract<LengthDistribution, { kind: "empirical" }>;

/** Lengths in ascending order, each with the share of all draws that do not exceed it. */
interface CumulativeLengths {
  readonly values: readonly number[];
  readonly shares: readonly number[];
}

/** Sorted once for each distribution: a list of lengths may be long, and every request draws from it. */
const cumulative = new WeakMap<EmpiricalLengths, CumulativeLengths>();

/** The length that a share of `probability` of the given lengths does not exceed. */
export function empiricalLengthAt(lengths: EmpiricalLengths, probability: number): number {
  const known = cumulative.get(lengths) ?? sortLengths(lengths);
  cumulative.set(lengths, known);
  const { values, shares } = known;
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((shares[middle] ?? 1) > probability) high = middle;
    else low = middle + 1;
  }
  return values[low] ?? 1;
}

/** Lengths without weight are none. */
function sortLengths({ values, weights }: EmpiricalLengths): CumulativeLengths {
  const weighted = values
    .map((value, index) => ({ value, weight: weights === undefined ? 1 : (weights[index] ?? 0) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => a.value - b.value);
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  const shares: number[] = [];
  let reached = 0;
  for (const { weight } of weighted) {
    reached += weight;
    shares.push(reached / total);
  }
  return { values: weighted.map(({ value }) => value), shares };
}
