import type { MetricNoise } from "../../model/noise.js";
import { deviationInterval } from "../../statistics/deviation-interval.js";
import { hasLogarithm, MINIMUM_RUNS, whyNoInterval } from "../../statistics/interval-requirements.js";
import { sampleStandardDeviation } from "../../statistics/summary.js";
import { welchLogRatio } from "../../statistics/welch-log-ratio.js";

/** Three in each half: with fewer there is no ratio of the halves. */
export const MINIMUM_NOISE_RUNS = 2 * MINIMUM_RUNS;

const CONFIDENCE = 0.95;

/** Why runs tell no noise of a metric. */
export type MissingNoise = "too-few-runs" | "not-positive" | "no-variance";

/**
 * How much runs of one and the same thing differ: the spread of their logarithms with its χ² interval, that of neighbours, and the
 * ratio of the runs taken in turn, which ought to be 1 (reference: statistics Q8, A/A).
 *
 * @param values one a run, in the order of execution
 */
export function metricNoise(values: readonly number[]): MetricNoise | MissingNoise {
  const n = values.length;
  if (n < MINIMUM_NOISE_RUNS) return "too-few-runs";
  if (!values.every(hasLogarithm)) return "not-positive";
  const logs = values.map(Math.log);
  if (whyNoInterval([logs], 1) !== undefined) return "no-variance";
  const halves = [values.filter((_, index) => index % 2 === 0), values.filter((_, index) => index % 2 === 1)] as const;
  const aa = welchLogRatio(halves[0], halves[1], CONFIDENCE);
  // Runs that take two values in turn: whatever makes them do so, it is no noise.
  if (aa.kind === "no-interval") return "no-variance";
  const cv = sampleStandardDeviation(logs);
  const { low, high } = deviationInterval(cv, n - 1, CONFIDENCE);
  const { ratio, low: aaLow, high: aaHigh } = aa;
  return { n, cv, cvLow: low, cvHigh: high, pairCv: pairSpread(logs), aa: { ratio, low: aaLow, high: aaHigh } };
}

/**
 * Standard deviation of the log ratio of two consecutive runs. That of one thing to itself is 1 by its nature, so that no degree of
 * freedom is spent on a mean: there are as many as pairs.
 */
function pairSpread(logs: readonly number[]): number {
  const pairs = pairsOf(logs.length);
  let squares = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    squares += ((logs[2 * pair] ?? 0) - (logs[2 * pair + 1] ?? 0)) ** 2;
  }
  return Math.sqrt(squares / pairs);
}

/** Pairs behind `pairCv`: its degrees of freedom. */
export function pairsOf(runs: number): number {
  return Math.floor(runs / 2);
}

/** Whether the interval of the runs against themselves excludes 1: a false alarm, which comes about once in twenty times. */
export function isFalseAlarm({ aa }: Pick<MetricNoise, "aa">): boolean {
  return aa.low > 1 || aa.high < 1;
}
