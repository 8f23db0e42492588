import { join } from "node:path";
import type { Trial } from "../../src/model/plan.js";
import type { RunManifest } from "../../src/model/run-record.js";
import type { StepSample } from "../../src/model/step-sample.js";
import type { SystemSpec, SystemTraining } from "../../src/model/system.js";
import { hashOf } from "../../src/records/hash.js";
import { appendLedger } from "../../src/records/ledger.js";
import { redactPlan } from "../../src/records/redact-record.js";
import { createRunWriter } from "../../src/records/run-writer.js";
import { makeTraining, TRAINING_FACTS } from "../run/training/training-fixtures.js";
import { fullPlan, fullStart } from "./full-run.js";
import { ENDING, ledgerEntry, traceHeader } from "./sample-run.js";

/*
 * A training run with a value for every field. The golden record in `fixtures/v2-training` was written from it: its values must
 * not change.
 */

/** Every field of a workload has a value in one of the two. */
export const workloads = [
  makeTraining({ rung: { ladder: "tiny", of: "nodes", value: 2, scaling: "weak" }, packedLength: 4 }),
  makeTraining({
    id: "lora",
    task: "lora",
    adapterWeights: 1000,
    model: {
      ...makeTraining().model,
      attention: { kind: "mla", heads: 2, queryRank: 8, kvRank: 4, nopeDim: 8, ropeDim: 4, valueDim: 8 },
      experts: { experts: 8, active: 2, innerDim: 16, sharedInnerDim: 16, denseLayers: 1 },
      predictionLayers: 1,
    },
  }),
];

const training: SystemTraining = {
  framework: "PyTorch 2.9",
  launcher: { use: "slurm", options: { partition: "gpu", sbatchArguments: ["-w", "node7", "--exclude=node3"] } },
  logs: "tokwatt",
  peak: { precision: "bf16", teraFlops: 989, source: "https://vendor.example/datasheet" },
  jobs: [
    {
      workload: "tiny",
      nodes: 2,
      units: 16,
      command: ["/opt/python/bin/python", "train.py", "--nodes", "2"],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as a system file writes it
      environment: { HF_TOKEN: "hub-4711", DATA: "${DATA}", NUM_NODES: "2" },
      directory: "/srv/jobs/team/tiny",
      precision: "fp8",
      parallelism: { tensor: 8 },
    },
  ],
};

/** As it stands before the run's end. */
export function trainingStart(runId: string): RunManifest {
  const { hash: _, ...content } = fullPlan;
  const { serving: __, ...system } = { ...(content.systems[0] as SystemSpec), training };
  const trials = content.trials.map((one) => ({ ...one, workloadId: "tiny" }));
  const plan = { ...content, systems: [system], workloads, trials, comparisons: [] };
  return {
    ...fullStart,
    version: 2,
    runId,
    plan: { ...plan, hash: hashOf(redactPlan(plan)) },
    trial: trials[0] as Trial,
  };
}

export const steps: readonly StepSample[] = [
  { index: 0, step: 1, steps: 1, atNs: 100, withinNs: 0, tokens: 32, tokensFrom: "workload" },
  {
    index: 1,
    step: 3,
    steps: 2,
    atNs: 300,
    withinNs: 50,
    tokens: 64,
    tokensFrom: "log",
    stepSeconds: 0.5,
    loss: 4.25,
    skipped: 1,
    after: ["checkpoint", "restart"],
    claim: { tokensPerSecond: 64, teraFlopsPerDevice: 1.5, device: "die", mfu: 0.4 },
  },
  { index: 2, step: 4, steps: 1, atNs: 300, withinNs: 0, tokens: 32, tokensFrom: "log", loss: "NaN" },
];

export async function writeTraining(results: string, runId = "run-1") {
  const manifest = trainingStart(runId);
  await appendLedger(results, ledgerEntry(manifest));
  const writer = await createRunWriter({ resultsDir: results, manifest });
  for (const step of steps) writer.step(step);
  const shards = ["client", "node-1", "node-2"].map((alias) => ({
    alias,
    wallUnixMs: 1,
    offsetNs: 0,
    offsetUncertaintyNs: 500,
  }));
  writer.openTrace(traceHeader("node-1-npu-0", { shard: "node-1" })).append(0, 100);
  const { ticket: _, ...facts } = TRAINING_FACTS;
  await writer.finish({ ...ENDING, shards, training: facts });
  return join(results, runId);
}
