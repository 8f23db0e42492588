import { expectedRates, type TrueRatios, withTrueRatios } from "../../src/backends/mock/known-answer.js";
import { type MockOptions, mockOptionsSchema } from "../../src/backends/mock/options.js";
import type { Plan, Trial } from "../../src/model/plan.js";
import type { SystemSpec } from "../../src/model/system.js";
import type { InferenceWorkload } from "../../src/model/workload.js";
import { hashOf } from "../../src/records/hash.js";
import { defaultLimits } from "../../src/suite/default-limits.js";

/** Spread between runs of both tokens/s and tokens/J. */
export const RUN_CV = 0.02;
export const RUNS_A_SIDE = 5;
export const MARGIN = 0.02;

/** Eight users who each wait for their answer; small gaps between tokens keep the virtual run short. */
export const KNOWN_WORKLOAD: InferenceWorkload = {
  kind: "inference",
  id: "closed",
  version: "1",
  title: { en: "Closed loop", zh: "闭环" },
  api: "chat",
  arrival: { kind: "closed-loop", concurrency: 8 },
  promptWords: { kind: "uniform", low: 10, high: 30 },
  outputTokens: { kind: "uniform", low: 20, high: 60 },
  outputPolicy: "exact",
  temperature: 0,
  phases: { warmUpSeconds: 5, measureSeconds: 40, coolDownSeconds: 3, drainSeconds: 30 },
  minimum: { windowSeconds: 40, powerSamples: 60 },
  requestTimeoutSeconds: 60,
  hash: "known-answer",
};

/** Options of the baseline: tokens/s and tokens/J both vary by `RUN_CV` from run to run. */
export function baselineOptions(workload: InferenceWorkload): MockOptions {
  const options = mockOptionsSchema.parse({
    slots: 256,
    ttft: { meanSeconds: 0.2, cv: 0.3 },
    secondsPerPromptToken: 0.0005,
    itl: { meanSeconds: 0.03, cv: 0.2 },
    tokensPerChunk: 2,
    noise: { speedCv: RUN_CV, powerCv: RUN_CV },
    energy: { idleWatts: 300, joulesPerPromptToken: 0.2, joulesPerOutputToken: 2 },
    meter: { boundary: "package", rateHz: 5, noiseWatts: 3, resolutionWatts: 0.1, accuracy: { relative: 0.005 } },
  });
  const { watts } = expectedRates(options, workload);
  // Idle energy of a token grows when a run is slow, so part of the speed's noise is in tokens/J already.
  const idleShare = options.energy.idleWatts / watts;
  return { ...options, noise: { speedCv: RUN_CV, powerCv: RUN_CV * Math.sqrt(1 - idleShare ** 2) } };
}

export interface KnownPair {
  readonly plan: Plan;
  readonly options: ReadonlyMap<string, MockOptions>;
}

/** A plan that compares a system with a baseline of which it is truly `ratios` times as good. */
export function knownPair(seed: number, ratios: TrueRatios, workload: InferenceWorkload = KNOWN_WORKLOAD): KnownPair {
  const base = baselineOptions(workload);
  const options = new Map([
    ["candidate", withTrueRatios(base, ratios)],
    ["baseline", base],
  ]);
  const trials: Trial[] = [];
  for (let repeat = 1; repeat <= RUNS_A_SIDE; repeat += 1) {
    const order = repeat % 2 === 1 ? ["candidate", "baseline"] : ["baseline", "candidate"];
    for (const systemId of order) {
      const id = `${systemId}--${workload.id}--${repeat}`;
      trials.push({
        index: trials.length,
        id,
        systemId,
        workloadId: workload.id,
        repeat,
        arrivalSeed: `${seed}:${repeat}`,
      });
    }
  }
  const plan: Omit<Plan, "hash"> = {
    format: "tokwatt.plan",
    version: 1,
    suite: { id: "known-answer", version: "1", title: { en: "Known answer", zh: "已知答案" } },
    seed,
    repeats: RUNS_A_SIDE,
    order: "interleaved",
    systems: [mockSystem("candidate"), mockSystem("baseline")],
    workloads: [workload],
    trials,
    comparisons: [
      {
        candidate: "candidate",
        baseline: "baseline",
        analysis: "welch",
        confidence: 0.95,
        margins: { default: MARGIN, metrics: {} },
        primaryMetrics: ["output-tokens-per-second", "tokens-per-joule"],
      },
    ],
    assumedMeterAccuracy: {},
    limits: defaultLimits,
  };
  return { plan: { ...plan, hash: hashOf(plan) }, options };
}

function mockSystem(id: string): SystemSpec {
  return {
    id,
    title: { en: id, zh: id },
    adapter: "mock",
    options: {},
    lifecycle: "restart",
    accelerators: { name: "mock", unit: "package", count: 1 },
    serving: { model: "mock", precision: "none", tokenizer: "words" },
    power: { bridges: [], sources: [] },
    sources: [],
    hash: id,
  };
}
