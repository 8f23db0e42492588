/**
 * In how many ways `chosen` of the weights have each sum: element s counts those of sum s. Counts are added up only, so that they
 * are right to a double's digits however large they are.
 *
 * @param weights whole numbers from 0 on
 */
export function subsetSums(weights: readonly number[], chosen: number): Float64Array {
  const highest = weights
    .toSorted((a, b) => b - a)
    .slice(0, chosen)
    .reduce((sum, weight) => sum + weight, 0);
  const ways = Array.from({ length: chosen + 1 }, () => new Float64Array(highest + 1));
  (ways[0] as Float64Array)[0] = 1;
  let reached = 0;
  for (const [index, weight] of weights.entries()) {
    reached = Math.min(highest, reached + weight);
    for (let k = Math.min(chosen, index + 1); k >= 1; k -= 1) {
      const [into, from] = [ways[k] as Float64Array, ways[k - 1] as Float64Array];
      for (let s = reached; s >= weight; s -= 1) into[s] = (into[s] as number) + (from[s - weight] as number);
    }
  }
  return ways[chosen] as Float64Array;
}
