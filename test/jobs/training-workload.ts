import type { TrainingWorkload } from "../../src/model/training-workload.js";

/** A training workload of a small model: 4 sequences of 8 tokens a step, unless a test says otherwise. */
export function trainingWorkload(changes: Partial<TrainingWorkload> = {}): TrainingWorkload {
  return {
    kind: "training",
    id: "small",
    version: "1",
    title: { en: "small", zh: "小" },
    model: {
      id: "small",
      layers: 2,
      hiddenDim: 8,
      innerDim: 16,
      innerMatrices: 2,
      vocabulary: 32,
      attention: { kind: "gqa", heads: 2, kvHeads: 2, headDim: 4 },
      tiedEmbeddings: true,
    },
    task: "pre-training",
    sequenceLength: 8,
    globalBatch: 4,
    precision: "fp32",
    parallelism: { tensor: 1, pipeline: 1, context: 1, expert: 1 },
    warmUpSteps: 1,
    steps: 2,
    loss: { fallsBy: 0, band: 0.1 },
    minimum: { windowSeconds: 0, powerSamples: 0, steps: 1 },
    timeoutSeconds: 60,
    hash: "0".repeat(64),
    ...changes,
  };
}
