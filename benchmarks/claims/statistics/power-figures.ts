import { namedRandom } from "../../../src/contract/random.js";
import { powerOfRuns } from "../../../src/statistics/power-analysis.js";
import type { Figure } from "../claim.js";
import { chanceOf, compareArms, repeat, SHAPES, shareOf } from "./trials.js";

const CV = 0.02;

/** Runs a side, and the difference in CVs that the pooled t test finds in 80 % of trials (statistics.md Q8). */
const ROWS = [
  [3, 3.07],
  [4, 2.38],
  [5, 2.02],
  [10, 1.33],
  [20, 0.91],
] as const;
/** By how much a share may differ from the planned one: two points. */
const POINTS = 0.02;

/** How often Welch's test finds a difference, beside what its planned power says and what the pooled test's would. */
export function powerFigures(seed: number, runs: number): readonly Figure[] {
  return ROWS.map(([n, effect]): Figure => {
    const name = `power, ${n} runs a side, a difference of ${effect} CV`;
    const draw = SHAPES.lognormal(CV, namedRandom(`${seed}:${name}`, "trials"));
    const planned = powerOfRuns(n, { effect, alpha: 0.05, design: "welch" });
    const pooled = powerOfRuns(n, { effect, alpha: 0.05 });
    const room = POINTS + chanceOf(planned, runs);
    return {
      name,
      value: shareOf(
        repeat(runs, () => compareArms(draw, n, Math.exp(effect * CV))),
        ({ p }) => p < 0.05,
      ),
      atLeast: planned - room,
      atMost: planned + room,
      beside: `planned ${planned.toFixed(3)}, with pooled variance ${pooled.toFixed(3)}`,
    };
  });
}
