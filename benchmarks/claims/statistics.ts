import { randomLogNormal, randomNormal } from "d3-random";
import { namedRandom } from "../../src/contract/random.js";
import { findChangePoints } from "../../src/statistics/change-points.js";
import { decideGate } from "../../src/statistics/gate-decision.js";
import { powerOfRuns } from "../../src/statistics/power-analysis.js";
import type { RatioEstimate } from "../../src/statistics/ratio-estimate.js";
import { mean } from "../../src/statistics/summary.js";
import { welchLogRatio } from "../../src/statistics/welch-log-ratio.js";
import { type ClaimArguments, type Figure, proveClaim } from "./claim.js";

/** Seeded trials of the intervals, of the gate and of the change points, held against what they promise. */
await proveClaim({ name: "statistics", defaults: { seed: 20261123, runs: 20_000 }, measure });

type Draw = () => number;

/** A run's value with mean 1 (times `level`) and coefficient of variation `cv`. */
const SHAPES: Readonly<Record<string, (cv: number, random: () => number) => Draw>> = {
  normal: (cv, random) => randomNormal.source(random)(1, cv),
  lognormal: (cv, random) => {
    const variance = Math.log1p(cv ** 2);
    return randomLogNormal.source(random)(-variance / 2, Math.sqrt(variance));
  },
};

async function measure({ seed, runs }: ClaimArguments): Promise<readonly Figure[]> {
  return [
    ...coverage(seed, runs),
    ...gateTable(seed, runs),
    ...powerTable(seed, runs),
    pooledRequests(seed, Math.min(runs, 4000)),
    ...changePoints(seed, Math.min(runs, 2000)),
  ];
}

function coverage(seed: number, runs: number): readonly Figure[] {
  return Object.entries(SHAPES).flatMap(([shape, drawOf]) =>
    [3, 5, 10, 20].flatMap((n) =>
      [0.01, 0.03, 0.1].map((cv): Figure => {
        const name = `coverage of the 95 % ratio interval, ${shape}, CV ${cv * 100} %, ${n} runs a side`;
        const draw = drawOf(cv, namedRandom(`${seed}:${name}`, "trials"));
        const held = trials(runs, () => arms(draw, n, 1)).filter(({ low, high }) => low <= 1 && high >= 1).length;
        // With three runs Welch's degrees of freedom make it wider than it must be.
        const bars = n === 3 ? { atLeast: 0.94, atMost: 0.97 } : { atLeast: 0.94, atMost: 0.96 };
        return { name, value: held / runs, ...bars };
      }),
    ),
  );
}

/** CV, runs a side, true drop, and the shares of `regressed`, `proven` and `ok` by statistics.md Q6. */
const GATE_ROWS: readonly (readonly [cv: number, n: number, drop: number, ...shares: (number | undefined)[]])[] = [
  [0.01, 5, 0, 0.001, 0, 0.89],
  [0.01, 5, 0.01, 0.05, 0.001, 0.41],
  [0.01, 5, 0.04, 0.999, 0.9, 0],
  [0.02, 5, 0, 0.017, 0.001, 0.4],
  [0.02, 5, 0.04, 0.78, 0.42, 0.001],
  [0.02, 20, 0, 0, 0, 0.93],
  [0.02, 20, 0.04, 1, 0.94, 0],
  [0.05, 10, 0, 0.024, 0.005, 0.22],
  [0.05, 10, 0.08, 0.94, 0.85, 0],
];

const MARGIN = 0.02;
/** By how much a share may differ from the table: two points. */
const POINTS = 0.02;

function gateTable(seed: number, runs: number): readonly Figure[] {
  return GATE_ROWS.flatMap(([cv, n, drop, ...expected]) => {
    const name = `gate, CV ${cv * 100} %, ${n} runs a side, true drop ${drop * 100} %`;
    const draw = (SHAPES["normal"] as (typeof SHAPES)[string])(cv, namedRandom(`${seed}:${name}`, "trials"));
    const decided = trials(runs, () => arms(draw, n, 1 - drop)).map((estimate) => decideGate(estimate, MARGIN));
    const share = (is: (one: (typeof decided)[number]) => boolean): number => decided.filter(is).length / runs;
    const seen = [
      share(({ decision }) => decision === "regressed"),
      share(({ decision, isProven }) => decision === "regressed" && isProven),
      share(({ decision }) => decision === "ok"),
    ];
    const figures = ["regressed", "proven", "ok"].map((word, index): Figure => {
      const target = expected[index] ?? 0;
      const atLeast = Math.max(0, target - POINTS);
      return { name: `${name}: ${word}`, value: seen[index] ?? Number.NaN, atLeast, atMost: target + POINTS };
    });
    if (drop > 0) return figures;
    const improved = share(({ decision }) => decision === "improved");
    const value = (seen[0] ?? Number.NaN) + improved;
    return [...figures, { name: `${name}: false alarms either way`, value, atMost: 0.05 }];
  });
}

function powerTable(seed: number, runs: number): readonly Figure[] {
  const rows = [
    [5, 2.02],
    [10, 1.33],
    [20, 0.91],
  ] as const;
  return rows.map(([n, effect]): Figure => {
    const name = `power, ${n} runs a side, a difference of ${effect} CV`;
    const draw = (SHAPES["lognormal"] as (typeof SHAPES)[string])(0.02, namedRandom(`${seed}:${name}`, "trials"));
    const found = trials(runs, () => arms(draw, n, Math.exp(effect * 0.02))).filter(({ p }) => p < 0.05).length;
    const planned = powerOfRuns(n, { effect, alpha: 0.05 });
    return {
      name,
      value: found / runs,
      atLeast: planned - POINTS,
      atMost: planned + POINTS,
      beside: `planned ${planned.toFixed(3)}`,
    };
  });
}

/** Requests of five runs whose true levels differ as much as requests within a run do: pooled, four of ten A/A tests lie. */
function pooledRequests(seed: number, runs: number): Figure {
  const random = namedRandom(`${seed}:pooled`, "trials");
  const [between, within] = [randomNormal.source(random)(0, 0.02), randomNormal.source(random)(0, 0.02)];
  const arm = (): readonly (readonly number[])[] =>
    Array.from({ length: 5 }, () => {
      const level = between();
      return Array.from({ length: 10 }, () => Math.exp(level + within()));
    });
  let [pooled, ours] = [0, 0];
  for (let trial = 0; trial < runs; trial += 1) {
    const [a, b] = [arm(), arm()];
    if (estimateOf(a.flat(), b.flat()).p < 0.05) pooled += 1;
    if (estimateOf(a.map(mean), b.map(mean)).p < 0.05) ours += 1;
  }
  const beside = `pooling the requests: ${((100 * pooled) / runs).toFixed(1)} %`;
  return { name: "A/A: false differences between equal systems, by runs", value: ours / runs, atMost: 0.06, beside };
}

const SERIES = 60;

function changePoints(seed: number, runs: number): readonly Figure[] {
  const noisy = (name: string, level: (index: number) => number): readonly number[] => {
    const draw = randomNormal.source(namedRandom(`${seed}:${name}`, "series"))(1, 0.02);
    return Array.from({ length: SERIES }, (_, index) => level(index) * draw());
  };
  const count = (name: string, level: (index: number) => number, is: (found: readonly number[]) => boolean): number => {
    let hits = 0;
    for (let run = 0; run < runs; run += 1) {
      const found = findChangePoints(noisy(`${name}:${run}`, level)).map(({ index }) => index);
      if (is(found)) hits += 1;
    }
    return hits / runs;
  };
  const half = SERIES / 2;
  return [
    {
      name: `null series of ${SERIES}: share without a change point`,
      value: count(
        "null",
        () => 1,
        (found) => found.length === 0,
      ),
      atLeast: 0.95,
    },
    {
      name: `a step of 5 % at 2 % noise in the middle of ${SERIES}: share found within two places`,
      value: count(
        "step",
        (index) => (index < half ? 1 : 0.95),
        (found) => found.some((index) => Math.abs(index - half) <= 2),
      ),
      atLeast: 0.95,
    },
  ];
}

function trials(count: number, one: () => RatioEstimate): readonly RatioEstimate[] {
  return Array.from({ length: count }, one);
}

function arms(draw: Draw, n: number, level: number): RatioEstimate {
  const side = (factor: number): readonly number[] => Array.from({ length: n }, () => factor * draw());
  return estimateOf(side(level), side(1));
}

function estimateOf(candidate: readonly number[], baseline: readonly number[]): RatioEstimate {
  const result = welchLogRatio(candidate, baseline, 0.95);
  if (result.kind !== "estimate") throw new Error(`no interval: ${result.reason}`);
  return result;
}
