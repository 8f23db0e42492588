import { describe, expect, it } from "vitest";
import type { TrainingJobSpec } from "../../src/model/system.js";
import {
  isTrainingVariable,
  TRAINING_VARIABLES,
  templateReferences,
  trainingVariables,
} from "../../src/model/training-command.js";
import type { TrainingWorkload } from "../../src/model/training-workload.js";
import { classic } from "./flops/architectures.js";

const workload: TrainingWorkload = {
  kind: "training",
  id: "learn",
  version: "1",
  title: { en: "Learn", zh: "学习" },
  model: classic,
  task: "lora",
  sequenceLength: 512,
  globalBatch: 32,
  precision: "bf16",
  parallelism: { tensor: 2, pipeline: 1, context: 1, expert: 4 },
  warmUpSteps: 5,
  steps: 50,
  loss: { fallsBy: 0.1, band: 0.05 },
  minimum: { steps: 50, windowSeconds: 60, powerSamples: 60 },
  timeoutSeconds: 600,
  hash: "0",
};
const job: TrainingJobSpec = {
  workload: "learn",
  nodes: 2,
  command: ["train"],
  environment: {},
  precision: "fp8",
  parallelism: { pipeline: 4 },
};

describe("the variables of a command", () => {
  it("are the figures of the workload, as its job has them", () => {
    expect(trainingVariables(workload, job, { units: 16, seed: "7:learn:1", output: "/run/output" })).toEqual({
      steps: "50",
      warmUpSteps: "5",
      totalSteps: "55",
      sequenceLength: "512",
      globalBatch: "32",
      precision: "fp8",
      nodes: "2",
      units: "16",
      unitsPerNode: "8",
      tensorParallel: "2",
      pipelineParallel: "4",
      contextParallel: "1",
      expertParallel: "4",
      model: "classic",
      task: "lora",
      seed: "7:learn:1",
      output: "/run/output",
    });
  });

  it("are these, and each has a value", () => {
    const variables = trainingVariables(workload, job, { units: 16, seed: "s", output: "o" });
    expect(Object.keys(variables)).toEqual([...TRAINING_VARIABLES]);
    expect([isTrainingVariable("globalBatch"), isTrainingVariable("globalbatch")]).toEqual([true, false]);
  });

  it("count the nodes of a rung", () => {
    const rung = { ladder: "learn", of: "nodes", value: 4, scaling: "weak" } as const;
    const variables = trainingVariables({ ...workload, rung }, job, { units: 32, seed: "s", output: "o" });
    expect([variables.nodes, variables.unitsPerNode]).toEqual(["4", "8"]);
  });
});

describe("a template", () => {
  /** A reference as it stands in a file. */
  const of = (name: string) => `\${${name}}`;

  it("has references to the workload and to the environment", () => {
    expect(templateReferences(`${of("globalBatch")}-${of("DATA_DIR")}/${of("Data")} $HOME ${of("a-b")}`)).toEqual([
      { name: "globalBatch", of: "workload" },
      { name: "DATA_DIR", of: "environment" },
      { name: "Data", of: "environment" },
    ]);
    expect(templateReferences("nothing $here")).toEqual([]);
  });
});
