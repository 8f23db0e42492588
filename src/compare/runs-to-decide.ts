import type { ComparisonRow, RatioEstimate } from "../model/comparison.js";
import { type Finding, note } from "../model/finding.js";
import { powerOfRuns, type TestDesign } from "../statistics/power-analysis.js";
import { standardNormalCdf } from "../statistics/standard-normal.js";
import { logErrorOf } from "./log-error.js";

/** Chance to decide that the advice aims at. */
const POWER = 0.8;
/** Nobody makes more runs than these for one verdict. */
const MOST_RUNS = 1000;
const FEWEST_RUNS = 3;
/** Of the two one-sided tests of an equivalence, each at 5 %, as powerOfRuns counts: two-sided. */
const EQUIVALENCE_ALPHA = 0.1;

/** What the advice needs to know besides the ratio. */
export interface DecisionContext {
  readonly margin: number;
  /** Of the smaller side; of pairs those that have both. */
  readonly runs: number;
  /** Tests that Holm adjusts together, this one included. Advised is for the strictest step: it then holds whatever the others say. */
  readonly tests?: number | undefined;
}

/**
 * What would decide a row that is inconclusive, if the ratio is what it looks like: so many runs a side to show a difference past
 * the margin, or to show that there is none, with the chance `POWER`. Where systematic bounds alone reach over the margin no number
 * of runs helps.
 */
export function decisionAdvice(
  ratio: RatioEstimate,
  { margin, runs, tests = 1 }: DecisionContext,
): Finding | undefined {
  const level = Math.log(ratio.ratio);
  const [distance, limit] = [Math.abs(level), Math.log1p(margin)];
  const [spread, design] = [spreadOf(ratio, runs), designOf(ratio)];
  const slack = systematicSlack(ratio);
  const [near, far] = level > 0 ? [slack.below, slack.above] : [slack.above, slack.below];
  const power = (count: number, room: number, alpha: number): number =>
    powerOfRuns(count, { effect: room / spread, alpha, design });
  if (distance > limit) {
    // The bounds on the side of 1 take their part of the distance; the point itself must be past the margin as well.
    const room = distance - near;
    if (!(room > 0)) return note("bounds-forbid-decision", { margin });
    if (!(spread > 0)) return undefined;
    const alpha = 1 - ratio.confidence;
    return advised(runs, (count) =>
      Math.min(
        power(count, room, alpha),
        power(count, distance, alpha / tests),
        chanceOfSign(count, (distance - limit) / spread, design),
      ),
    );
  }
  // Both ends of the interval must come to lie within the margin.
  const rooms = [limit - distance - far, limit + distance - near] as const;
  if (!(Math.min(...rooms) > 0)) return note("bounds-forbid-decision", { margin });
  if (!(spread > 0)) return undefined;
  return advised(runs, (count) =>
    rooms.reduce((sum, room) => sum + power(count, room, EQUIVALENCE_ALPHA), 1 - rooms.length),
  );
}

/**
 * The rows of one family, those that are inconclusive with what would decide them: of what Holm adjusts it counts how many tests
 * are adjusted together.
 */
export function withFamilyAdvice(family: readonly (readonly ComparisonRow[])[]): readonly (readonly ComparisonRow[])[] {
  const adjusted = family.flat().filter(({ adjustedP }) => adjustedP !== undefined).length;
  return family.map((rows) =>
    rows.map((row) => {
      const { adjustedP, verdict, ratio, margin, candidate, baseline } = row;
      if (verdict !== "inconclusive" || ratio.kind !== "ratio") return row;
      const tests = adjustedP === undefined ? 1 : adjusted;
      const advice = decisionAdvice(ratio, { margin, runs: runsBehind(ratio, [candidate, baseline]), tests });
      return advice === undefined ? row : { ...row, reasons: [...row.reasons, advice] };
    }),
  );
}

/** Runs of the smaller side that a ratio rests on, or pairs. */
export function runsBehind(ratio: RatioEstimate, sides: readonly Pick<ComparisonRow["candidate"], "runs">[]): number {
  if (isPaired(ratio)) return Math.round(ratio.degreesOfFreedom) + 1;
  return Math.min(...sides.map(({ runs }) => runs.filter(({ value }) => value.kind === "value").length));
}

function advised(runs: number, chance: (count: number) => number): Finding {
  if (chance(MOST_RUNS) < POWER) return note("runs-never-decide", { most: MOST_RUNS });
  let [low, high] = [FEWEST_RUNS - 1, MOST_RUNS];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (chance(middle) < POWER) low = middle;
    else high = middle;
  }
  return note("runs-to-decide", { runs: Math.max(runs + 1, high) });
}

/** Chance that the mean lies on this side of a limit that is so many standard deviations away. */
function chanceOfSign(runs: number, effect: number, design: TestDesign): number {
  return standardNormalCdf(effect * Math.sqrt(design === "paired" ? runs : runs / 2));
}

function designOf(ratio: RatioEstimate): TestDesign {
  return isPaired(ratio) ? "paired" : "welch";
}

function isPaired({ method }: RatioEstimate): boolean {
  return method === "paired-log";
}

/** Standard deviation on the log scale, from the interval that the runs gave: between runs, or of the differences of pairs. */
function spreadOf(ratio: RatioEstimate, runs: number): number {
  return logErrorOf(ratio).standardErrorLog * Math.sqrt(isPaired(ratio) ? runs : runs / 2);
}

/** By how much the systematic bounds widen the interval at its two ends, on the log scale. */
function systematicSlack({ low, high, lowWithSystematic, highWithSystematic }: RatioEstimate) {
  return { below: Math.log(low / lowWithSystematic), above: Math.log(highWithSystematic / high) };
}
