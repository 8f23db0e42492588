import { ROUNDING } from "./rounding.js";

/** With fewer runs on a side there is no interval and no verdict: a spread seen twice is hardly known at all. */
export const MINIMUM_RUNS = 3;

/** `too-few-runs`: a side has fewer than `MINIMUM_RUNS`; `no-variance`: nothing differs beyond rounding. */
export type MissingIntervalReason = "too-few-runs" | "no-variance";

/**
 * Why these samples carry no t interval, or undefined when they do. A deterministic system repeats itself to about the rounding
 * of the arithmetic that made the values; an interval computed from such a spread would claim a certainty that nobody measured.
 *
 * @param samples one a side; a side that does not vary is enough only while another one does.
 * @param scale size of the values that rounding is relative to: 1 for logarithms, whose differences are relative already.
 */
export function whyNoInterval(
  samples: readonly (readonly number[])[],
  scale: number,
): MissingIntervalReason | undefined {
  if (samples.some((sample) => sample.length < MINIMUM_RUNS)) return "too-few-runs";
  if (samples.every((sample) => Math.max(...sample) - Math.min(...sample) <= ROUNDING * scale)) return "no-variance";
  return undefined;
}

/** Whether a value can be put on the log scale: positive and finite. */
export function hasLogarithm(value: number): boolean {
  return value > 0 && Number.isFinite(value);
}
