import type { MockOptions } from "../../src/backends/mock/options.js";
import type { Plan, Trial } from "../../src/model/plan.js";
import type { SystemSpec } from "../../src/model/system.js";
import type { Workload, WorkloadKind } from "../../src/model/workload.js";
import { hashOf } from "../../src/records/hash.js";
import { defaultLimits } from "../../src/suite/default-limits.js";

/** Spread between runs of both tokens/s and tokens/J. */
export const RUN_CV = 0.02;
export const RUNS_A_SIDE = 5;
const MARGIN = 0.02;

/** Tokens per second and tokens per joule, by what is done. */
export const PRIMARY_METRICS: Readonly<Record<WorkloadKind, readonly [speed: string, efficiency: string]>> = {
  inference: ["output-tokens-per-second", "tokens-per-joule"],
  training: ["training-tokens-per-second", "training-tokens-per-joule"],
};

/**
 * Noise from run to run that gives both tokens/s and tokens/J a coefficient of variation of `RUN_CV`: idle energy of a token
 * grows when a run is slow, so part of the speed's noise is in tokens/J already.
 *
 * @param idleShare of the power
 */
export function runNoise(idleShare: number): MockOptions["noise"] {
  return { speedCv: RUN_CV, powerCv: RUN_CV * Math.sqrt(1 - idleShare ** 2) };
}

export interface KnownPair {
  readonly plan: Plan;
  readonly options: ReadonlyMap<string, MockOptions>;
}

/** A plan that compares two mock systems, `RUNS_A_SIDE` interleaved runs each, by Welch's interval at 95 %. */
export function pairedPlan(
  seed: number,
  workload: Workload,
  systems: { readonly candidate: MockOptions; readonly baseline: MockOptions },
): KnownPair {
  const trials: Trial[] = [];
  for (let repeat = 1; repeat <= RUNS_A_SIDE; repeat += 1) {
    const order = repeat % 2 === 1 ? ["candidate", "baseline"] : ["baseline", "candidate"];
    for (const systemId of order) {
      const id = `${systemId}--${workload.id}--${repeat}`;
      const arrivalSeed = `${seed}:${repeat}`;
      trials.push({ index: trials.length, id, systemId, workloadId: workload.id, repeat, arrivalSeed });
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
        primaryMetrics: PRIMARY_METRICS[workload.kind],
      },
    ],
    assumedMeterAccuracy: {},
    limits: defaultLimits,
  };
  return { plan: { ...plan, hash: hashOf(plan) }, options: new Map(Object.entries(systems)) };
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
