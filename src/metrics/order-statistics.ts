/** Below this a sort is as fast as anything else. */
const FEW = 600;

/** Rounds of a selection that goes well come nowhere near it; where they do, the rest is sorted. */
const MOST_ROUNDS = 64;

/**
 * Order statistics at some ranks, from 0, each between two of them by linear interpolation: with rank (n - 1) p the quantile
 * of type 7, as a sort would have it. Finds them without sorting, by the selection of Floyd and Rivest (1975), in which the
 * work grows with n and not with n log n.
 *
 * @param values at least one where any rank is asked for; they change their order
 * @param ranks ascending, each at most the number of values less one
 */
export function orderStatistics(values: Float64Array, ranks: readonly number[]): readonly number[] {
  // No comparison is true of NaN, and a selection would not end; a sort puts it last.
  const isSorted = values.length < FEW || hasNaN(values);
  if (isSorted) values.sort();
  let from = 0;
  const at = (rank: number): number => {
    if (!isSorted && rank >= from) {
      select(values, from, values.length - 1, rank);
      from = rank + 1;
    }
    return values[rank] as number;
  };
  return ranks.map((rank) => {
    const lower = Math.floor(rank);
    const below = at(lower);
    return lower === rank ? below : below + (rank - lower) * (at(lower + 1) - below);
  });
}

function hasNaN(values: Float64Array): boolean {
  for (let index = 0; index < values.length; index += 1) if (Number.isNaN(values[index])) return true;
  return false;
}

/** Puts the value of one rank into its place, no larger ones before it and no smaller ones behind it. */
function select(values: Float64Array, first: number, last: number, rank: number): void {
  let [left, right] = [first, last];
  for (let round = 0; right > left; round += 1) {
    if (round === MOST_ROUNDS || right - left < FEW) {
      values.subarray(left, right + 1).sort();
      return;
    }
    // The same on a sample about the rank first: the value in its place is then close to the one that is looked for.
    const length = right - left + 1;
    const place = rank - left + 1;
    const logarithm = Math.log(length);
    const size = 0.5 * Math.exp((2 * logarithm) / 3);
    const spread = 0.5 * Math.sqrt((logarithm * size * (length - size)) / length) * Math.sign(place - length / 2);
    const sampleLeft = Math.max(left, Math.floor(rank - (place * size) / length + spread));
    const sampleRight = Math.min(right, Math.floor(rank + ((length - place) * size) / length + spread));
    select(values, sampleLeft, sampleRight, rank);
    const [low, high] = partition(values, left, right, values[rank] as number);
    if (high < rank) left = high + 1;
    else if (low > rank) right = low - 1;
    else return;
  }
}

/** Smaller values to the left, larger ones to the right. @returns the first and last place of those equal to the pivot */
function partition(values: Float64Array, left: number, right: number, pivot: number): readonly [number, number] {
  let low = left;
  let high = right;
  let at = left;
  while (at <= high) {
    const value = values[at] as number;
    if (value < pivot) {
      values[at] = values[low] as number;
      values[low] = value;
      low += 1;
      at += 1;
    } else if (value > pivot) {
      values[at] = values[high] as number;
      values[high] = value;
      high -= 1;
    } else at += 1;
  }
  return [low, high];
}
