import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { TrueRatios } from "../../src/backends/mock/known-answer.js";
import { compareResults } from "../../src/compare/compare-results.js";
import type { ComparisonRow } from "../../src/model/comparison.js";
import type { WorkloadKind } from "../../src/model/workload.js";
import type { Results } from "../../src/records/results-reader.js";
import { wholeNumber } from "../whole-number.js";
import { type ClaimArguments, type Figure, proveClaim } from "./claim.js";
import { executeOverHttp } from "./execute-over-http.js";
import { type Answer, answerOf, falseVerdicts, figuresOf, realTimeFigures } from "./known-answer-figures.js";
import { resultsInMemory, trainingInMemory } from "./known-answer-runs.js";
import { PRIMARY_METRICS } from "./paired-plan.js";

const DIFFERENT: TrueRatios = { tokensPerSecond: 1.08, tokensPerJoule: 0.7 };
const SAME: TrueRatios = { tokensPerSecond: 1, tokensPerJoule: 1 };
const HTTP_SEEDS = 5;

/** A comparison with a known answer. */
interface Question {
  readonly of: WorkloadKind;
  readonly results: (seed: number, ratios: TrueRatios) => Promise<Results>;
}

await proveClaim({
  name: "known answer",
  defaults: { seed: 20261122, runs: 100 },
  // In real time a seed takes three quarters of a minute.
  options: ["http-seeds"],
  measure,
});

async function measure({ seed, runs, options }: ClaimArguments): Promise<readonly Figure[]> {
  const seeds = Array.from({ length: runs }, (_, index) => seed + index);
  const inRealTime = wholeNumber("--http-seeds", options["http-seeds"], HTTP_SEEDS);
  const overHttp = await answersOf(seeds.slice(0, inRealTime), DIFFERENT, {
    of: "inference",
    results: resultsOverHttp,
  });
  return [
    ...(await virtualFigures("", seeds, { of: "inference", results: resultsInMemory })),
    ...(await virtualFigures("training, ", seeds, { of: "training", results: trainingInMemory })),
    ...realTimeFigures("tok/s x 1.08 over HTTP", overHttp.speed, "better"),
    ...realTimeFigures("tok/J x 0.70 over HTTP", overHttp.efficiency, "worse"),
  ];
}

async function virtualFigures(name: string, seeds: readonly number[], question: Question): Promise<readonly Figure[]> {
  const different = await answersOf(seeds, DIFFERENT, question);
  const same = await answersOf(seeds, SAME, question);
  return [
    ...figuresOf(`${name}tok/s x 1.08`, different.speed, "better"),
    ...figuresOf(`${name}tok/J x 0.70`, different.efficiency, "worse"),
    ...falseVerdicts(`${name}tok/s`, same.speed),
    ...falseVerdicts(`${name}tok/J`, same.efficiency),
  ];
}

async function answersOf(seeds: readonly number[], ratios: TrueRatios, question: Question) {
  const speed: Answer[] = [];
  const efficiency: Answer[] = [];
  const [speedId, efficiencyId] = PRIMARY_METRICS[question.of];
  for (const seed of seeds) {
    const rows = rowsOf(await question.results(seed, ratios));
    speed.push(answerOf(rows, speedId, ratios.tokensPerSecond));
    efficiency.push(answerOf(rows, efficiencyId, ratios.tokensPerJoule));
  }
  return { speed, efficiency };
}

/** The same question to the whole tool: real HTTP, real time, real records, in windows of two seconds. */
async function resultsOverHttp(seed: number, ratios: TrueRatios): Promise<Results> {
  const resultsDir = await mkdtemp(path.join(os.tmpdir(), "tokwatt-known-answer-"));
  try {
    return await executeOverHttp(seed, ratios, resultsDir);
  } finally {
    await rm(resultsDir, { recursive: true, force: true });
  }
}

function rowsOf(results: Results): readonly ComparisonRow[] {
  return compareResults(results)[0]?.rows ?? [];
}
