import { ROUNDING } from "./rounding.js";
import { quantileType7 } from "./summary.js";

/** Brings the median absolute deviation of normal values to their standard deviation. */
const NORMAL = 1.4826;
/** The same of the mean absolute deviation: √(π/2). */
const NORMAL_MEAN = 1.253314;
/** Iglewicz & Hoaglin's modified z beyond which a value is called an outlier. */
const LIMIT = 3.5;
/** Clusters further apart than so many deviations, each of two values at least, are two modes. */
const MODES_APART = 4;

/**
 * Indices of the values further than 3.5 robust deviations from the median. They are named, and stay in the analysis. Where more
 * than half of the values are equal their median deviation is 0, and the mean one takes its place (Iglewicz & Hoaglin 1993):
 * otherwise nothing would stand out from a system that repeats itself, however far it lay.
 */
export function outlierIndices(values: readonly number[]): readonly number[] {
  const { middle, deviation } = robust(values);
  const rounding = Math.abs(middle) * ROUNDING;
  const spread =
    deviation > rounding
      ? deviation
      : NORMAL_MEAN * values.reduce((sum, value) => sum + Math.abs(value - middle) / values.length, 0);
  const limit = Math.max(LIMIT * spread, rounding);
  return values.flatMap((value, index) => (Math.abs(value - middle) > limit ? [index] : []));
}

/**
 * Whether the values fall into two clusters: somewhere in their order a gap of more than four times the larger of the two
 * clusters' own robust deviations, with at least two values on each side.
 */
export function isBimodal(values: readonly number[]): boolean {
  const sorted = [...values].sort((a, b) => a - b);
  for (let cut = 2; cut <= sorted.length - 2; cut += 1) {
    const [low, high] = [sorted.slice(0, cut), sorted.slice(cut)];
    const gap = (high[0] as number) - (low.at(-1) as number);
    const spread = Math.max(robust(low).deviation, robust(high).deviation);
    const rounding = Math.abs(medianOf(sorted)) * ROUNDING;
    if (gap > rounding && gap > MODES_APART * spread) return spread > 0 || sorted.length >= 6;
  }
  return false;
}

function robust(values: readonly number[]): { readonly middle: number; readonly deviation: number } {
  if (values.length === 0) return { middle: Number.NaN, deviation: 0 };
  const middle = medianOf(values);
  return { middle, deviation: NORMAL * medianOf(values.map((value) => Math.abs(value - middle))) };
}

function medianOf(values: readonly number[]): number {
  return quantileType7(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}
