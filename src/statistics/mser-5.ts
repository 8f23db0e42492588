import { ROUNDING } from "./rounding.js";
import { mean } from "./summary.js";

/** Windows that are put together before anything else is done. */
export const MSER_BATCH = 5;

/** Batches at the end at which the criterion is not asked: of so few it is small by chance. */
const LAST_BATCHES = 5;

export interface Truncation {
  /** Windows to leave out at the beginning; a multiple of 5. Where `isTooShort` it lies in the second half. */
  readonly cut: number;
  /** True where more than half of the series would have to go: it never shows a steady part that is long enough. */
  readonly isTooShort: boolean;
}

/**
 * MSER-5 (White 1997; Franklin & White 2008): the cut that makes the standard error of the mean of what is left smallest,
 * on means of 5 windows y_1..y_k:
 *
 *     d* = argmin over d of  sum_{j>d} (y_j - mean_d)^2 / (k - d)^2
 *
 * Of equal minima the first one counts. It alone must not accuse a run: on steady noise without a warm-up it cuts something
 * in more than a third of all series.
 *
 * @param windows one figure for each stretch of time, all of one length
 * @returns undefined where there are fewer than 10 batches: half of them would be too few to be asked
 */
export function mser5(windows: ArrayLike<number>): Truncation | undefined {
  const batches = batchMeans(windows, MSER_BATCH);
  const count = batches.length;
  if (count < 2 * LAST_BATCHES) return undefined;
  // Rounding alone must not move the cut along a series of equal values.
  const rounding = (Math.max(...batches.map(Math.abs)) * ROUNDING) ** 2;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let dropped = 0; dropped <= count - LAST_BATCHES; dropped += 1) {
    const criterion = squaredError(batches.slice(dropped));
    if (least > rounding && criterion < least) {
      least = criterion;
      best = dropped;
    }
  }
  return { cut: best * MSER_BATCH, isTooShort: best > count / 2 };
}

/** Means of successive whole batches; what is left over at the end is in none. */
function batchMeans(windows: ArrayLike<number>, size: number): readonly number[] {
  const all = Array.from(windows);
  return Array.from({ length: Math.floor(all.length / size) }, (_, index) =>
    mean(all.slice(index * size, (index + 1) * size)),
  );
}

function squaredError(batches: readonly number[]): number {
  const centre = mean(batches);
  return batches.reduce((sum, value) => sum + (value - centre) ** 2, 0) / batches.length ** 2;
}
