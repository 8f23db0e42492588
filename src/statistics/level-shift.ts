import { effectiveSize, neighbourCorrelation } from "./effective-size.js";
import { ROUNDING } from "./rounding.js";
import { studentTTwoSidedP } from "./student-t.js";
import { mean } from "./summary.js";

/** How far the level of a series differs between two of its stretches. */
export interface LevelShift {
  /** Mean of the later stretch minus that of the earlier one, over the earlier one's mean; NaN where that is 0. */
  readonly relative: number;
  /** Two-sided p of "no difference", for noise whose neighbours may be correlated. */
  readonly p: number;
}

/** Fewest windows in a stretch: of fewer neither spread nor correlation is known. */
const SHORTEST = 5;

/** With fewer independent values than these nothing is tested; the degrees of freedom would be nearly none. */
const LEAST_EFFECTIVE = 1.5;

/**
 * Whether a series stood at another level before a certain window than from there on. A t test on the two means whose noise
 * is that of the later stretch alone: what was before may be a ramp, which is not noise. The noise counts as many
 * independent values as an AR(1) series of its correlation does.
 *
 * @returns undefined where a stretch is too short
 */
export function levelShift(before: readonly number[], after: readonly number[]): LevelShift | undefined {
  if (Math.min(before.length, after.length) < SHORTEST) return undefined;
  return shiftOf(before, after, noiseOf([residuals(after, 0)], 1));
}

/**
 * The same for the two halves of a series, with the noise of both after the slope that they have in common was taken off: a
 * steady drift is what is looked for, and must not be taken for noise (statistics.md Q9's second test; docs/method.md
 * says why it is not made of 10 batch means a half).
 *
 * @returns undefined where there are fewer than 60 windows
 */
export function driftBetweenHalves(windows: readonly number[]): LevelShift | undefined {
  if (windows.length < MINIMUM_DRIFT_WINDOWS) return undefined;
  const half = Math.floor(windows.length / 2);
  const [first, second] = [windows.slice(0, half), windows.slice(windows.length - half)];
  const slope = (slopeOf(first) + slopeOf(second)) / 2;
  return shiftOf(first, second, noiseOf([residuals(first, slope), residuals(second, slope)], 3));
}

/** Fewest windows in which a drift is looked for. */
export const MINIMUM_DRIFT_WINDOWS = 60;

interface Noise {
  readonly variance: number;
  /** Of neighbours. */
  readonly correlation: number;
}

/** @param fitted parameters that the residuals were taken off */
function noiseOf(stretches: readonly (readonly number[])[], fitted: number): Noise {
  const values = stretches.flat();
  const squares = values.reduce((sum, value) => sum + value ** 2, 0);
  return { variance: squares / (values.length - fitted), correlation: neighbourCorrelation(stretches) };
}

function shiftOf(before: readonly number[], after: readonly number[], { variance, correlation }: Noise): LevelShift {
  const sizeOf = ({ length }: readonly number[]) => Math.max(LEAST_EFFECTIVE, effectiveSize(length, correlation));
  const [sizeBefore, sizeAfter] = [sizeOf(before), sizeOf(after)];
  const level = mean(before);
  const difference = mean(after) - level;
  const standardError = Math.sqrt(variance / sizeBefore + variance / sizeAfter);
  // A series without any noise: what differs differs, beyond the rounding of its own arithmetic.
  const rounding = Math.abs(mean(after)) * ROUNDING;
  const p =
    standardError <= rounding
      ? Number(Math.abs(difference) <= rounding)
      : studentTTwoSidedP(difference / standardError, Math.max(1, sizeBefore + sizeAfter - 2));
  return { relative: level === 0 ? Number.NaN : difference / level, p };
}

function residuals(stretch: readonly number[], slope: number): readonly number[] {
  const centre = mean(stretch);
  const middle = (stretch.length - 1) / 2;
  return stretch.map((value, index) => value - centre - slope * (index - middle));
}

/** Least-squares slope, per window. */
function slopeOf(stretch: readonly number[]): number {
  const centre = mean(stretch);
  const middle = (stretch.length - 1) / 2;
  const products = stretch.reduce((sum, value, index) => sum + (index - middle) * (value - centre), 0);
  return products / stretch.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
}
