import { describe, expect, it } from "vitest";
import { readWorkload } from "../../../src/suite/read-workload.js";
import { problemsAfter, readChanged } from "./training-suite.js";

const learn = "workloads/learn.yaml";
const model = "models/small-model.yaml";

describe("a training workload", () => {
  it("stands in the plan with the whole model that it names", async () => {
    const { plan } = await readChanged();
    const [workload] = plan.workloads;
    expect(workload).toMatchObject({
      kind: "training",
      id: "learn",
      model: { id: "small-model", layers: 4, attention: { kind: "gqa", heads: 8 } },
      parallelism: { tensor: 2, pipeline: 1, context: 1, expert: 1 },
      loss: { fallsBy: 0.1, band: 0.05 },
    });
    expect(workload).not.toHaveProperty("model.sources");
    const other = await readChanged([model, "layers: 4", "layers: 5"]);
    expect(other.plan.workloads[0]?.hash).not.toBe(workload?.hash);
  });

  it.each(["small-model", "./../models/small-model.yaml", "../models/../models/small-model.yaml"])(
    "names its model by path or id: %s",
    async (name) => {
      const { plan } = await readChanged([learn, /model: .*/, `model: ${name}`]);
      expect(plan.workloads[0]).toHaveProperty("model.id", "small-model");
    },
  );

  it("finds a model that ships by its id", async () => {
    const { plan } = await readChanged([learn, /model: .*/, "model: llama3.1-8b"]);
    expect(plan.workloads[0]).toHaveProperty("model.layers", 32);
  });

  it.each([
    ["model: lama3.1-8b", "5:8 unknown-name did-you-mean"],
    ["model: something-else-altogether", "5:8 unknown-name known-names"],
    ["model: ../models/smal-model.yaml", "5:8 file-not-found did-you-mean"],
    ["model: /models/small-model.yaml", "5:8 absolute-model"],
    ["model: ''", "5:8 wrong-length"],
    ["model: [small-model]", "5:8 wrong-type"],
  ])("refuses %s", async (text, expected) => {
    expect(await problemsAfter([learn, /model: .*/, text])).toEqual([`${learn}:${expected}`]);
  });

  it("gives the mistakes of its model with their own places", async () => {
    expect(await problemsAfter([model, "kvHeads: 2", "kvHeads: 9"])).toEqual([`${model}:9:44 out-of-range`]);
    expect(await problemsAfter([learn, /model: .*/, "model: ../systems/one.yaml"])).toEqual([
      "systems/one.yaml:1:7 wrong-kind",
    ]);
  });

  it.each([
    ["warmUpSteps: 5", "warmUpSteps: 0", "11:14 out-of-range"],
    ["steps: 50", "steps: 0.5", "12:8 wrong-type"],
    ["fallsBy: 0.1", "fallsBy: -0.1", "13:18 out-of-range"],
    ["fallsBy: 0.1", "fallsBy: 1", "13:18 out-of-range"],
    ["band: 0.05", "band: 5", "13:29 out-of-range"],
    ["band: 0.05", "band: 0", "13:29 out-of-range"],
    ["precision: bf16", "precision: bf17", "9:12 invalid-value did-you-mean"],
    ["task: pre-training", "task: pretraining", "6:7 invalid-value did-you-mean"],
    ["sequenceLength: 512", "sequenceLength: 512\npackedLength: 513", "8:15 packed-above-sequence"],
    ["task: pre-training", "task: pre-training\nadapterWeights: 10", "7:1 only-of-lora"],
    ["task: pre-training", "task: lora", "1:1 missing-key adapter-weights"],
    ["tensor: 2", "tensor: 3", "10:24 parallelism-not-dividing"],
    ["tensor: 2", "pipeline: 5", "10:26 parallelism-too-many"],
    ["tensor: 2", "expert: 2", "10:24 parallelism-too-many"],
    ["tensor: 2", "context: 3", "10:25 parallelism-not-dividing"],
    ["tensor: 2", "tensors: 2", "10:16 unknown-key did-you-mean"],
    ["tensor: 2", "tensor: 0", "10:24 out-of-range"],
    ["globalBatch: 32", "globalbatch: 32", "8:1 unknown-key did-you-mean"],
    ["kind: training", "kind: train", "1:7 invalid-value did-you-mean"],
    ["kind: training", "kind: learning", "1:7 invalid-value"],
    ["kind: training", "kind: trainings", "1:7 invalid-value did-you-mean"],
  ])("%s -> %s", async (before, after, expected) => {
    expect(await problemsAfter([learn, before, after])).toEqual([`${learn}:${expected}`]);
  });

  it("takes what belongs to LoRA, packing and experts where they are", async () => {
    const { plan } = await readChanged(
      [learn, "task: pre-training", "task: lora\nadapterWeights: 0"],
      [learn, "sequenceLength: 512", "sequenceLength: 512\npackedLength: 511.5"],
      [learn, "tensor: 2", "expert: 4, context: 4"],
      [model, "tiedE", "experts: { experts: 8, active: 2, innerDim: 64, sharedInnerDim: 0, denseLayers: 0 }\ntiedE"],
    );
    expect(plan.workloads[0]).toMatchObject({
      adapterWeights: 0,
      packedLength: 511.5,
      parallelism: { tensor: 1, context: 4, expert: 4 },
    });
  });

  it("gets all its mistakes at once", async () => {
    expect(
      await problemsAfter(
        [learn, "task: pre-training", "task: lora"],
        [learn, "sequenceLength: 512", "sequenceLength: 512\npackedLength: 600"],
        [learn, "tensor: 2", "tensor: 3"],
        [learn, "warmUpSteps: 5", "warmUpSteps: 0"],
        [learn, "loss:", "losses:"],
      ),
    ).toEqual([
      `${learn}:1:1 missing-key adapter-weights`,
      `${learn}:8:15 packed-above-sequence`,
      `${learn}:11:24 parallelism-not-dividing`,
      `${learn}:12:14 out-of-range`,
      `${learn}:14:1 unknown-key did-you-mean`,
    ]);
  });
});

describe("the shipped training workloads", () => {
  const read = async (id: string) => {
    const { workload } = await readWorkload(`benchmarks/workloads/training/${id}.yaml`);
    if (workload?.kind !== "training") throw new Error(id);
    return workload;
  };

  it.each([
    ["llama31-8b-pretraining", "llama3.1-8b", 8192, 128],
    ["llama31-70b-pretraining", "llama3.1-70b", 8192, 256],
    ["llama31-405b-pretraining", "llama3.1-405b", 8192, 1152],
    ["llama2-70b-lora", "llama2-70b", 8192, 8],
    ["deepseek-v3-pretraining", "deepseek-v3", 4096, 15_360],
    ["gpt3-175b-pretraining", "gpt3-175b", 2048, 1536],
    ["qwen3-32b-pretraining", "qwen3-32b", 4096, 256],
    ["tiny-gpt", "tiny-gpt", 256, 16],
  ])("%s trains %s with %i tokens and %i sequences, and is no MLPerf result", async (id, model, tokens, batch) => {
    const workload = await read(id);
    expect([workload.model.id, workload.sequenceLength, workload.globalBatch]).toEqual([model, tokens, batch]);
    expect(workload.title.en).toContain("not an MLPerf Training result");
    expect(workload.title.zh).toContain("非 MLPerf Training 结果");
    expect(workload.steps).toBeGreaterThanOrEqual(workload.minimum.steps);
  });

  it("count the weights of the adapters as MLPerf's reference makes them", async () => {
    const { adapterWeights, model } = await read("llama2-70b-lora");
    const { layers, hiddenDim, attention } = model;
    if (attention.kind !== "gqa") throw new Error(attention.kind);
    const [heads, keys] = [attention.heads * attention.headDim, attention.kvHeads * attention.headDim];
    const rank = 16;
    expect(adapterWeights).toBe(layers * rank * (hiddenDim + heads + 2 * keys + heads + hiddenDim));
  });
});
