import type { TrainingFacts } from "../../../src/model/training-facts.js";
import type { TrainingWorkload } from "../../../src/model/training-workload.js";

/** Two steps of warm-up and six that count, of 4 sequences of 8 tokens. */
export function makeTraining(changes: Partial<TrainingWorkload> = {}): TrainingWorkload {
  return {
    kind: "training",
    id: "tiny",
    version: "1",
    title: { en: "Tiny", zh: "微型" },
    model: {
      id: "tiny-gpt",
      layers: 2,
      hiddenDim: 16,
      innerDim: 32,
      innerMatrices: 3,
      vocabulary: 64,
      attention: { kind: "gqa", heads: 2, kvHeads: 1, headDim: 8 },
      tiedEmbeddings: true,
    },
    task: "pre-training",
    sequenceLength: 8,
    globalBatch: 4,
    precision: "bf16",
    parallelism: { tensor: 1, pipeline: 1, context: 1, expert: 1 },
    warmUpSteps: 2,
    steps: 6,
    loss: { fallsBy: 0, band: 0.1 },
    minimum: { windowSeconds: 1, powerSamples: 1, steps: 3 },
    timeoutSeconds: 100,
    hash: "t".repeat(64),
    ...changes,
  };
}

export const TRAINING_FACTS: TrainingFacts = {
  launcher: "slurm",
  logs: "tokwatt",
  framework: "PyTorch 2.9",
  stamps: "read",
  nodes: ["node-1", "node-2"],
  nodeCount: 2,
  units: 16,
  precision: "bf16",
  parallelism: { tensor: 8, pipeline: 1, context: 1, expert: 1 },
  isReattached: true,
  history: [
    { atNs: 10, kind: "pending", detail: "Priority" },
    { atNs: 20, kind: "started", detail: "node-1, node-2" },
  ],
  ticket: "slurm 42",
};

/** A line of tokwatt's own form: the report of one step. */
export function stepLine(step: number, fields: Readonly<Record<string, unknown>> = {}): string {
  return `${JSON.stringify({ tokwatt: "step", step, loss: 5 - step / 10, ...fields })}\n`;
}
