import { expectedRates, type TrueRatios, withTrueRatios } from "../../src/backends/mock/known-answer.js";
import { type MockOptions, mockOptionsSchema } from "../../src/backends/mock/options.js";
import type { InferenceWorkload } from "../../src/model/workload.js";
import { type KnownPair, pairedPlan, runNoise } from "./paired-plan.js";

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
    energy: { idleWatts: 300, joulesPerPromptToken: 0.2, joulesPerOutputToken: 2 },
    meter: { boundary: "package", rateHz: 5, noiseWatts: 3, resolutionWatts: 0.1, accuracy: { relative: 0.005 } },
  });
  const { watts } = expectedRates(options, workload);
  return { ...options, noise: runNoise(options.energy.idleWatts / watts) };
}

/** A plan that compares a system with a baseline of which it is truly `ratios` times as good. */
export function knownPair(seed: number, ratios: TrueRatios, workload: InferenceWorkload = KNOWN_WORKLOAD): KnownPair {
  const base = baselineOptions(workload);
  return pairedPlan(seed, workload, { candidate: withTrueRatios(base, ratios), baseline: base });
}
