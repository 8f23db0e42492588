import { namedRandom } from "../../../src/contract/random.js";
import type { RatioEstimate } from "../../../src/statistics/ratio-estimate.js";
import type { Figure } from "../claim.js";
import { chanceOf, type Draw, estimateOf, repeat, SHAPES, shareOf } from "./trials.js";

const FEWEST = 5;
const MOST = 30;
const CV = 0.02;

/** Widths around those that so many runs of that noise have: some stop at once, most in between, some never. */
const WIDTHS = [0.015, 0.02, 0.03];

/** What stopping costs: coverage where it is on width, and false differences where it were on p, which nobody is offered. */
export function stoppingFigures(seed: number, runs: number): readonly Figure[] {
  const drawOf = (name: string) => SHAPES.normal(CV, namedRandom(`${seed}:${name}`, "trials"));
  const onWidth = WIDTHS.map((width): Figure => {
    const name = `coverage when stopped on a width of ${width * 100} % (CV ${CV * 100} %, ${FEWEST} to ${MOST} blocks)`;
    const draw = drawOf(name);
    const value = shareOf(
      repeat(runs, () => growUntil(draw, ({ high, ratio }) => high / ratio - 1 <= width)),
      ({ low, high }) => low <= 1 && high >= 1,
    );
    return { name, value, atLeast: 0.93 - chanceOf(0.93, runs) };
  });
  const name = `A/A: false differences if it were stopped on p < 0.05 (${FEWEST} to ${MOST} blocks)`;
  const draw = drawOf(name);
  const stopped = repeat(Math.min(runs, 4000), () => growUntil(draw, ({ p }) => p < 0.05));
  return [...onWidth, { name, value: shareOf(stopped, ({ p }) => p < 0.05), beside: "not offered" }];
}

function growUntil(draw: Draw, isEnough: (estimate: RatioEstimate) => boolean): RatioEstimate {
  const [ours, theirs] = [repeat(FEWEST, draw).slice(), repeat(FEWEST, draw).slice()];
  for (;;) {
    const estimate = estimateOf(ours, theirs);
    if (ours.length >= MOST || isEnough(estimate)) return estimate;
    ours.push(draw());
    theirs.push(draw());
  }
}
