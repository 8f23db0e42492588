import { type ClaimArguments, type Figure, proveClaim } from "./claim.js";
import { changePointFigures } from "./statistics/change-point-figures.js";
import { coverageFigures } from "./statistics/coverage-figures.js";
import { falseAlarmFigures, gateFigures } from "./statistics/gate-figures.js";
import { poolingFigures } from "./statistics/pooling-figures.js";
import { powerFigures } from "./statistics/power-figures.js";
import { stoppingFigures } from "./statistics/stopping-figures.js";

/** Seeded trials of the intervals, of the gate, of stopping and of the change points, held against what they promise. */
await proveClaim({ name: "statistics", defaults: { seed: 20261123, runs: 20_000 }, measure });

async function measure({ seed, runs }: ClaimArguments): Promise<readonly Figure[]> {
  return [
    coverageFigures,
    falseAlarmFigures,
    gateFigures,
    powerFigures,
    stoppingFigures,
    poolingFigures,
    changePointFigures,
  ].flatMap((figuresOf) => figuresOf(seed, runs));
}
