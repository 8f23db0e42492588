import { namedRandom } from "../../../src/contract/random.js";
import { pairedLogRatio } from "../../../src/statistics/paired-log-ratio.js";
import type { RatioEstimate, RatioResult } from "../../../src/statistics/ratio-estimate.js";
import { welchLogRatio } from "../../../src/statistics/welch-log-ratio.js";
import type { Figure } from "../claim.js";
import { chanceOf, type Draw, repeat, required, SHAPES, shareOf } from "./trials.js";

const FEWEST = 5;
const MOST = 30;
const CV = 0.02;

/** Widths around those that so many runs of that noise have: some stop at once, most in between, some never. */
const WIDTHS = [0.015, 0.02, 0.03];

/**
 * Both analyses that a plan can fix, and the least that stopping must leave of 95 %. Pairs pay more: five of them have four degrees
 * of freedom, and their spread is small by chance the more often.
 */
const ANALYSES = {
  welch: { analyse: welchLogRatio, least: 0.93 },
  paired: { analyse: pairedInOrder, least: 0.915 },
} as const;

type Analyse = (candidate: readonly number[], baseline: readonly number[], confidence: number) => RatioResult;

/** What stopping costs: coverage where it is on width, and false differences where it were on p, which nobody is offered. */
export function stoppingFigures(seed: number, runs: number): readonly Figure[] {
  const drawOf = (name: string) => SHAPES.normal(CV, namedRandom(`${seed}:${name}`, "trials"));
  const onWidth = Object.entries(ANALYSES).flatMap(([analysis, { analyse, least }]) =>
    WIDTHS.map((width): Figure => {
      const name = `coverage when stopped on a width of ${width * 100} %, ${analysis} (CV ${CV * 100} %, ${FEWEST} to ${MOST} blocks)`;
      const draw = drawOf(name);
      const value = shareOf(
        repeat(runs, () => growUntil(draw, analyse, ({ high, ratio }) => high / ratio - 1 <= width)),
        ({ low, high }) => low <= 1 && high >= 1,
      );
      return { name, value, atLeast: least - chanceOf(least, runs) };
    }),
  );
  const name = `A/A: false differences if it were stopped on p < 0.05 (${FEWEST} to ${MOST} blocks)`;
  const draw = drawOf(name);
  const stopped = repeat(runs, () => growUntil(draw, welchLogRatio, ({ p }) => p < 0.05));
  return [...onWidth, { name, value: shareOf(stopped, ({ p }) => p < 0.05), beside: "not offered" }];
}

function growUntil(draw: Draw, analyse: Analyse, isEnough: (estimate: RatioEstimate) => boolean): RatioEstimate {
  const [ours, theirs] = [repeat(FEWEST, draw).slice(), repeat(FEWEST, draw).slice()];
  for (;;) {
    const estimate = required(analyse(ours, theirs, 0.95));
    if (ours.length >= MOST || isEnough(estimate)) return estimate;
    ours.push(draw());
    theirs.push(draw());
  }
}

function pairedInOrder(candidate: readonly number[], baseline: readonly number[], confidence: number): RatioResult {
  const pairs = candidate.map((value, block) => ({ candidate: value, baseline: baseline[block] as number }));
  return pairedLogRatio(pairs, confidence);
}
