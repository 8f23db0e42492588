import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { TrueRatios } from "../../src/backends/mock/known-answer.js";
import { compareResults } from "../../src/compare/compare-results.js";
import type { ComparisonRow } from "../../src/model/comparison.js";
import type { Verdict } from "../../src/model/verdict.js";
import type { Results } from "../../src/records/results-reader.js";
import { type ClaimArguments, type Figure, proveClaim } from "./claim.js";
import { executeOverHttp } from "./execute-over-http.js";
import { RUN_CV, RUNS_A_SIDE } from "./known-answer-plan.js";
import { resultsInMemory } from "./known-answer-runs.js";

const DIFFERENT: TrueRatios = { tokensPerSecond: 1.08, tokensPerJoule: 0.7 };
const SAME: TrueRatios = { tokensPerSecond: 1, tokensPerJoule: 1 };
const HTTP_SEEDS = 5;

/** Student's t at 97.5 % and 8 degrees of freedom: two sides of five runs (R: qt(.975, 8)). */
const T_CRITICAL = 2.306004135033371;
const THEORY_HALF_WIDTH = T_CRITICAL * RUN_CV * Math.sqrt(2 / RUNS_A_SIDE);

/** What one seed said of one metric. */
interface Answer {
  readonly covers: boolean;
  readonly halfWidth: number;
  readonly verdict: Verdict | "none";
}

await proveClaim({ name: "known answer", defaults: { seed: 20261122, runs: 100 }, measure });

async function measure({ seed, runs }: ClaimArguments): Promise<readonly Figure[]> {
  const seeds = Array.from({ length: runs }, (_, index) => seed + index);
  const different = await answersOf(seeds, DIFFERENT, compareVirtually);
  const same = await answersOf(seeds, SAME, compareVirtually);
  const overHttp = await answersOf(seeds.slice(0, HTTP_SEEDS), DIFFERENT, compareOverHttp);
  return [
    ...figuresOf("tok/s x 1.08", different.speed, "better"),
    ...figuresOf("tok/J x 0.70", different.efficiency, "worse"),
    ...falseVerdicts("tok/s", same.speed),
    ...falseVerdicts("tok/J", same.efficiency),
    ...httpFigures("tok/s x 1.08 over HTTP", overHttp.speed, "better"),
    ...httpFigures("tok/J x 0.70 over HTTP", overHttp.efficiency, "worse"),
  ];
}

type Compare = (seed: number, ratios: TrueRatios) => Promise<readonly ComparisonRow[]>;

async function answersOf(seeds: readonly number[], ratios: TrueRatios, compare: Compare) {
  const speed: Answer[] = [];
  const efficiency: Answer[] = [];
  for (const seed of seeds) {
    const rows = await compare(seed, ratios);
    speed.push(answerOf(rows, "output-tokens-per-second", ratios.tokensPerSecond));
    efficiency.push(answerOf(rows, "tokens-per-joule", ratios.tokensPerJoule));
  }
  return { speed, efficiency };
}

function answerOf(rows: readonly ComparisonRow[], metricId: string, truth: number): Answer {
  const row = rows.find((candidate) => candidate.metricId === metricId);
  if (row === undefined || row.ratio.kind !== "ratio") return { covers: false, halfWidth: Number.NaN, verdict: "none" };
  const { low, high } = row.ratio;
  return { covers: low <= truth && truth <= high, halfWidth: Math.log(high / low) / 2, verdict: row.verdict };
}

async function compareVirtually(seed: number, ratios: TrueRatios): Promise<readonly ComparisonRow[]> {
  return rowsOf(await resultsInMemory(seed, ratios));
}

/** The same question to the whole tool: real HTTP, real time, real records, in windows of a second and a half. */
async function compareOverHttp(seed: number, ratios: TrueRatios): Promise<readonly ComparisonRow[]> {
  const resultsDir = await mkdtemp(path.join(os.tmpdir(), "tokwatt-known-answer-"));
  try {
    return rowsOf(await executeOverHttp(seed, ratios, resultsDir));
  } finally {
    await rm(resultsDir, { recursive: true, force: true });
  }
}

function rowsOf(results: Results): readonly ComparisonRow[] {
  return compareResults(results)[0]?.rows ?? [];
}

function share(answers: readonly Answer[], holds: (answer: Answer) => boolean): number {
  return answers.filter(holds).length / answers.length;
}

function figuresOf(name: string, answers: readonly Answer[], truth: Verdict): readonly Figure[] {
  const halfWidth = answers.reduce((sum, answer) => sum + answer.halfWidth, 0) / answers.length;
  return [
    {
      name: `${name}: share of 95 % intervals that hold the truth`,
      value: share(answers, (one) => one.covers),
      atLeast: 0.9,
    },
    {
      name: `${name}: mean half-width / t theory`,
      value: halfWidth / THEORY_HALF_WIDTH,
      atLeast: 0.85,
      atMost: 1.15,
      beside: `theory ${(THEORY_HALF_WIDTH * 100).toFixed(2)} %`,
    },
    { name: `${name}: share of right verdicts`, value: share(answers, (one) => one.verdict === truth), atLeast: 0.95 },
  ];
}

function falseVerdicts(name: string, answers: readonly Answer[]): readonly Figure[] {
  const isFalse = (answer: Answer) => answer.verdict === "better" || answer.verdict === "worse";
  return [
    {
      name: `${name}, two equal systems: share of verdicts better or worse`,
      value: share(answers, isFalse),
      atMost: 0.1,
    },
  ];
}

/** Five seeds are too few for a share of coverage near 0.95; what they must not do is miss the verdict. */
function httpFigures(name: string, answers: readonly Answer[], truth: Verdict): readonly Figure[] {
  return [
    {
      name: `${name}: share of intervals that hold the truth`,
      value: share(answers, (one) => one.covers),
      atLeast: 0.6,
    },
    { name: `${name}: share of right verdicts`, value: share(answers, (one) => one.verdict === truth), atLeast: 0.8 },
  ];
}
