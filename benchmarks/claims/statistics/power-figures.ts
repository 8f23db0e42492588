import { namedRandom } from "../../../src/contract/random.js";
import { powerOfRuns } from "../../../src/statistics/power-analysis.js";
import type { Figure } from "../claim.js";
import { chanceOf, compareArms, repeat, SHAPES, shareOf } from "./trials.js";

const CV = 0.02;

/**
 * Runs a side, the difference in CVs that 80 % of trials must find by the pooled t test (statistics.md Q8), and how many points
 * Welch's may lie off: with five runs its fewer degrees of freedom cost it some three points.
 */
const ROWS = [
  [5, 2.02, 0.04],
  [10, 1.33, 0.02],
  [20, 0.91, 0.02],
] as const;

/** How often a difference is found that the planner says will be. */
export function powerFigures(seed: number, runs: number): readonly Figure[] {
  return ROWS.map(([n, effect, points]): Figure => {
    const name = `power, ${n} runs a side, a difference of ${effect} CV`;
    const draw = SHAPES.lognormal(CV, namedRandom(`${seed}:${name}`, "trials"));
    const planned = powerOfRuns(n, { effect, alpha: 0.05 });
    const room = points + chanceOf(planned, runs);
    return {
      name,
      value: shareOf(
        repeat(runs, () => compareArms(draw, n, Math.exp(effect * CV))),
        ({ p }) => p < 0.05,
      ),
      atLeast: planned - room,
      atMost: planned + room,
      beside: `planned ${planned.toFixed(3)}`,
    };
  });
}
