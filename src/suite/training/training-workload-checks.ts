import type { ModelArchitecture } from "../../model/model-architecture.js";
import type { Mistake } from "../mistake.js";
import { numberAt, textAt, valueAt } from "../peek.js";

/**
 * What one field of a training workload says about another, on a value that may be wrong in any other way.
 *
 * @param model undefined where it could not be read
 */
export function trainingWorkloadMistakes(workload: unknown, model: ModelArchitecture | undefined): readonly Mistake[] {
  return [
    ...adapterMistakes(workload),
    ...packingMistakes(workload),
    ...contextMistakes(workload),
    ...(model === undefined ? [] : modelMistakes(workload, model)),
  ];
}

/** Adapters are what makes LoRA, and nothing else has them. */
function adapterMistakes(workload: unknown): readonly Mistake[] {
  const task = textAt(workload, "task");
  const isGiven = valueAt(workload, "adapterWeights") !== undefined;
  const path = ["adapterWeights"];
  if (task === "lora" && !isGiven) {
    const data = { key: "adapterWeights", expected: ">= 0" };
    return [{ path, at: "value", code: "missing-key", data, hint: "adapter-weights" }];
  }
  if (task === undefined || task === "lora" || !isGiven) return [];
  return [{ path, at: "key", code: "only-of-lora", data: { key: "adapterWeights", task } }];
}

/** Samples that are packed into a sequence are no longer than it. */
function packingMistakes(workload: unknown): readonly Mistake[] {
  const packed = numberAt(workload, "packedLength");
  const sequence = numberAt(workload, "sequenceLength");
  if (packed === undefined || sequence === undefined || packed <= sequence) return [];
  return [{ path: ["packedLength"], at: "value", code: "packed-above-sequence", data: { packed, sequence } }];
}

function contextMistakes(workload: unknown): readonly Mistake[] {
  return undivided(workload, "context", "sequenceLength", numberAt(workload, "sequenceLength"));
}

/** Parts that a model does not have cannot be shared out. */
function modelMistakes(workload: unknown, model: ModelArchitecture): readonly Mistake[] {
  const { layers, predictionLayers = 0, attention, experts } = model;
  return [
    ...undivided(workload, "tensor", "heads", attention.heads),
    ...tooMany(workload, "pipeline", "layers", layers + predictionLayers),
    ...(experts === undefined
      ? tooMany(workload, "expert", "experts", 1)
      : undivided(workload, "expert", "experts", experts.experts)),
  ];
}

function undivided(workload: unknown, key: string, whole: string, count: number | undefined): readonly Mistake[] {
  const ranks = ranksAt(workload, key);
  if (ranks === undefined || count === undefined || !Number.isInteger(count) || count % ranks === 0) return [];
  return [mistake(key, "parallelism-not-dividing", { ranks, whole, count })];
}

function tooMany(workload: unknown, key: string, whole: string, count: number): readonly Mistake[] {
  const ranks = ranksAt(workload, key);
  return ranks === undefined || ranks <= count ? [] : [mistake(key, "parallelism-too-many", { ranks, whole, count })];
}

function mistake(key: string, code: string, data: Mistake["data"]): Mistake {
  return { path: ["parallelism", key], at: "value", code, data: { key, ...data } };
}

/** Undefined where it is no number of ranks: the schema says so. */
function ranksAt(workload: unknown, key: string): number | undefined {
  const ranks = numberAt(workload, "parallelism", key);
  return ranks !== undefined && Number.isInteger(ranks) && ranks >= 1 ? ranks : undefined;
}
