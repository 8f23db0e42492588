import type { Analysis } from "../../model/plan.js";
import { MINIMUM_RUNS } from "../../statistics/interval-requirements.js";
import { detectableEffect, runsForPower, type TestDesign } from "../../statistics/power-analysis.js";
import { standardNormalQuantile } from "../../statistics/standard-normal.js";

/** Nobody makes more runs than these for one verdict. */
export const MOST_PLANNED_RUNS = 1000;

/** What is to be found. */
export interface DetectionQuestion {
  /** Relative: 0.03 for a ratio of 1.03, or of 1/1.03. */
  readonly difference: number;
  readonly power: number;
  /** Two-sided, of one metric. */
  readonly alpha: number;
  /** A smaller ratio gets no verdict, however certain it is. */
  readonly margin: number;
}

const DESIGNS: Readonly<Record<Analysis, TestDesign>> = { welch: "welch", paired: "paired" };

/**
 * Runs a side that find the difference with the asked power: the interval excludes 1 (noncentral t), and the estimate is past the
 * margin (its chance by the normal distribution). The larger of both numbers.
 *
 * @param spread standard deviation of a run's logarithm, or of the log ratio of a pair
 * @returns undefined where more than 1,000 would be needed, or where the difference is not past the margin
 */
export function runsNeeded(spread: number, analysis: Analysis, question: DetectionQuestion): number | undefined {
  const { difference, power, alpha, margin } = question;
  const [effect, room] = [Math.log1p(difference), Math.log1p(difference) - Math.log1p(margin)];
  if (!(room > 0)) return undefined;
  const design = DESIGNS[analysis];
  const shown = runsForPower(power, { effect: effect / spread, alpha, design });
  if (shown === undefined) return undefined;
  const samples = design === "paired" ? 1 : 2;
  const past = samples * ((standardNormalQuantile(power) * spread) / room) ** 2;
  const needed = Math.max(MINIMUM_RUNS, Math.ceil(shown), Math.ceil(past));
  return needed > MOST_PLANNED_RUNS ? undefined : needed;
}

/**
 * The smallest relative difference whose interval excludes 1 with the asked power in so many runs a side, whatever the margin:
 * 0.03 for a ratio of 1.03.
 */
export function detectableDifference(
  spread: number,
  runs: number,
  analysis: Analysis,
  { power, alpha }: Pick<DetectionQuestion, "power" | "alpha">,
): number {
  return Math.expm1(detectableEffect(runs, power, alpha, DESIGNS[analysis]) * spread);
}
