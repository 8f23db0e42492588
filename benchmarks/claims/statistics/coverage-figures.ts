import { namedRandom } from "../../../src/contract/random.js";
import type { Figure } from "../claim.js";
import { chanceOf, compareArms, repeat, SHAPES, shareOf } from "./trials.js";

const PROMISED = 0.95;

/** How often the 95 % interval of a ratio holds the true one. */
export function coverageFigures(seed: number, runs: number): readonly Figure[] {
  return (["normal", "lognormal"] as const).flatMap((shape) =>
    [3, 5, 10, 20].flatMap((n) =>
      [0.01, 0.03, 0.1].map((cv): Figure => {
        const name = `coverage of the 95 % ratio interval, ${shape}, CV ${cv * 100} %, ${n} runs a side`;
        const draw = SHAPES[shape](cv, namedRandom(`${seed}:${name}`, "trials"));
        const chance = chanceOf(PROMISED, runs);
        return {
          name,
          value: shareOf(
            repeat(runs, () => compareArms(draw, n, 1)),
            ({ low, high }) => low <= 1 && high >= 1,
          ),
          atLeast: 0.94 - chance,
          // With three runs Welch's degrees of freedom make it wider than it must be.
          atMost: (n === 3 ? 0.97 : 0.96) + chance,
        };
      }),
    ),
  );
}
