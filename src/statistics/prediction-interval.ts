import { studentTCritical } from "./student-t.js";
import { mean, sampleStandardDeviation } from "./summary.js";

/** Fewest values of a history that new ones are held against. */
export const MINIMUM_HISTORY = 10;

export interface PredictionInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Where the mean of `fresh` new values of the same process lies with the asked confidence, given its history:
 * m ± t_{N−1} s √(1/fresh + 1/N). Values on a log scale for what is judged in per cent.
 *
 * @returns undefined where the history is shorter than `MINIMUM_HISTORY`
 * @throws RangeError where fresh is below 1 or confidence is outside (0, 1)
 */
export function predictionInterval(
  history: readonly number[],
  fresh: number,
  confidence: number,
): PredictionInterval | undefined {
  if (!(Number.isInteger(fresh) && fresh >= 1)) throw new RangeError(`no mean of ${fresh} values`);
  const n = history.length;
  if (n < MINIMUM_HISTORY) return undefined;
  const centre = mean(history);
  const half = predictionHalfWidth(n, fresh, confidence) * sampleStandardDeviation(history);
  return { mean: centre, low: centre - half, high: centre + half };
}

/** The half-width in standard deviations of the history. */
export function predictionHalfWidth(historyLength: number, fresh: number, confidence: number): number {
  return studentTCritical(confidence, historyLength - 1) * Math.sqrt(1 / fresh + 1 / historyLength);
}
