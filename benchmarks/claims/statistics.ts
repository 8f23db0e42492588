import { type ClaimArguments, type Figure, proveClaim } from "./claim.js";
import { changePointFigures } from "./statistics/change-point-figures.js";
import { coverageFigures } from "./statistics/coverage-figures.js";
import { falseAlarmFigures, gateFigures } from "./statistics/gate-figures.js";
import { poolingFigures } from "./statistics/pooling-figures.js";
import { powerFigures } from "./statistics/power-figures.js";
import { stoppingFigures } from "./statistics/stopping-figures.js";

/**
 * Where bars lie near the truth (95.6 % of intervals with five runs a side, and no more than 96 %), so many times the trials that
 * were asked for are made: with 20,000 one seed in twenty would miss a bar by chance.
 */
const NEAR_BARS = 3;

/** Seeded trials of the intervals, of the gate, of stopping and of the change points, held against what they promise. */
await proveClaim({ name: "statistics", defaults: { seed: 20261123, runs: 20_000 }, measure });

async function measure({ seed, runs }: ClaimArguments): Promise<readonly Figure[]> {
  const near = [coverageFigures, falseAlarmFigures, gateFigures];
  const others = [powerFigures, stoppingFigures, poolingFigures, changePointFigures];
  return [
    ...near.flatMap((figuresOf) => figuresOf(seed, NEAR_BARS * runs)),
    ...others.flatMap((figuresOf) => figuresOf(seed, runs)),
  ];
}
