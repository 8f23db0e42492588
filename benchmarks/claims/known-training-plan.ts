import { type TrueRatios, withTrueRatios } from "../../src/backends/mock/known-answer.js";
import { type MockOptions, mockOptionsSchema } from "../../src/backends/mock/options.js";
import { expectedTraining } from "../../src/backends/mock/training/expected-training.js";
import type { TrainingWorkload } from "../../src/model/training-workload.js";
import { type KnownPair, pairedPlan, runNoise } from "./paired-plan.js";

/** Steps of about 0.2 s: a window of 40 s, as long as that of the served workload. */
export const KNOWN_TRAINING: TrainingWorkload = {
  kind: "training",
  id: "training",
  version: "1",
  title: { en: "Training", zh: "训练" },
  model: {
    id: "tiny-gpt",
    layers: 4,
    hiddenDim: 256,
    innerDim: 688,
    innerMatrices: 3,
    vocabulary: 1024,
    attention: { kind: "gqa", heads: 4, kvHeads: 2, headDim: 64 },
    tiedEmbeddings: false,
  },
  task: "pre-training",
  sequenceLength: 512,
  globalBatch: 16,
  precision: "bf16",
  parallelism: { tensor: 1, pipeline: 1, context: 1, expert: 1 },
  warmUpSteps: 10,
  steps: 200,
  loss: { fallsBy: 0.1, band: 0.05 },
  minimum: { windowSeconds: 40, powerSamples: 60, steps: 100 },
  timeoutSeconds: 300,
  hash: "known-training",
};

/** Options of the baseline: tokens/s and tokens/J both vary by the same from run to run. */
export function trainingBaseline(workload: TrainingWorkload = KNOWN_TRAINING): MockOptions {
  const options = mockOptionsSchema.parse({
    ttft: { meanSeconds: 0.2 },
    itl: { meanSeconds: 0.03 },
    energy: { idleWatts: 300, joulesPerOutputToken: 2 },
    meter: { boundary: "package", rateHz: 5, noiseWatts: 3, resolutionWatts: 0.1, accuracy: { relative: 0.005 } },
    training: {
      tokensPerSecond: 40_000,
      stepCv: 0.05,
      startSeconds: 2,
      stalls: { everySteps: 50, seconds: 1.5 },
      joulesPerToken: 0.01,
      loss: { start: 7, floor: 3, halfLifeTokens: 500_000, noise: 0.02 },
    },
  });
  const { watts } = expectedTraining(options, workload);
  return { ...options, noise: runNoise(options.energy.idleWatts / watts) };
}

/** A plan that compares a system with a baseline that it truly trains `ratios` times as well as. */
export function knownTrainingPair(seed: number, ratios: TrueRatios): KnownPair {
  const baseline = trainingBaseline();
  return pairedPlan(seed, KNOWN_TRAINING, { candidate: withTrueRatios(baseline, ratios), baseline });
}
