import type { RatioEstimate } from "../model/comparison.js";
import { type Finding, note } from "../model/finding.js";
import { runsForPower } from "../statistics/power-analysis.js";
import { studentTCritical } from "../statistics/student-t.js";
import { logErrorOf } from "./log-error.js";

/** Chance to decide that the advice aims at. */
const POWER = 0.8;
/** Nobody makes more runs than these for one verdict. */
const MOST_RUNS = 1000;

/**
 * What would decide a row that is inconclusive, if the ratio is what it looks like: so many runs a side to show a difference past
 * the margin, or to show that there is none. Where systematic bounds alone reach over the margin no number of runs helps.
 *
 * @param runs of the smaller side
 */
export function decisionAdvice(ratio: RatioEstimate, margin: number, runs: number): Finding | undefined {
  const distance = Math.abs(Math.log(ratio.ratio));
  const [limit, spread] = [Math.log1p(margin), spreadOf(ratio, runs)];
  const slack = systematicSlack(ratio);
  const isPast = distance > limit;
  // What is left of the distance, or of the room within the margin, once the bounds have taken their part.
  const room = isPast ? distance - slack : limit - distance - slack;
  if (!(room > 0)) return note("bounds-forbid-decision", { margin });
  if (!(spread > 0)) return undefined;
  const needed = isPast
    ? runsForPower(POWER, { effect: room / spread, alpha: 1 - ratio.confidence })
    : runsForWidth(room / spread);
  if (needed === undefined || needed > MOST_RUNS) return note("runs-never-decide", { most: MOST_RUNS });
  return note("runs-to-decide", { runs: Math.max(runs + 1, Math.ceil(needed)) });
}

/** Standard deviation between runs on the log scale, from the interval that they gave. */
function spreadOf(ratio: RatioEstimate, runs: number): number {
  return logErrorOf(ratio).standardErrorLog * Math.sqrt(runs / 2);
}

/** By how much the systematic bounds widen the interval on its wider side, on the log scale. */
function systematicSlack({ low, high, lowWithSystematic, highWithSystematic }: RatioEstimate): number {
  return Math.max(Math.log(low / lowWithSystematic), Math.log(highWithSystematic / high));
}

/** Runs a side whose 90 % interval has this half-width in standard deviations: what an equivalence test needs. */
function runsForWidth(halfWidth: number): number | undefined {
  for (let runs = 3; runs <= MOST_RUNS; runs += 1) {
    if (studentTCritical(0.9, 2 * (runs - 1)) * Math.sqrt(2 / runs) <= halfWidth) return runs;
  }
  return undefined;
}
