import type { TrainingWorkload } from "../../model/training-workload.js";

/** A training workload of a model that fits anywhere, for an example of the contract. */
export function exampleTraining(changes: Partial<TrainingWorkload> = {}): TrainingWorkload {
  return {
    kind: "training",
    id: "example-training",
    version: "1",
    title: { en: "Example", zh: "示例" },
    model: {
      id: "example",
      layers: 2,
      hiddenDim: 64,
      innerDim: 256,
      innerMatrices: 2,
      vocabulary: 256,
      attention: { kind: "gqa", heads: 4, kvHeads: 4, headDim: 16 },
      tiedEmbeddings: true,
    },
    task: "pre-training",
    sequenceLength: 64,
    globalBatch: 4,
    precision: "bf16",
    parallelism: { tensor: 1, pipeline: 1, context: 1, expert: 1 },
    warmUpSteps: 1,
    steps: 4,
    loss: { fallsBy: 0, band: 0.1 },
    minimum: { windowSeconds: 0, powerSamples: 0, steps: 4 },
    timeoutSeconds: 60,
    hash: "0".repeat(64),
    ...changes,
  };
}
