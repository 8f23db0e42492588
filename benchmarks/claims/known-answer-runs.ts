import type { TrueRatios } from "../../src/backends/mock/known-answer.js";
import type { MockOptions } from "../../src/backends/mock/options.js";
import type { Plan, Trial } from "../../src/model/plan.js";
import type { RunRecord } from "../../src/model/run-record.js";
import type { Results } from "../../src/records/results-reader.js";
import { KNOWN_WORKLOAD, knownPair } from "./known-answer-plan.js";
import { KNOWN_TRAINING, knownTrainingPair } from "./known-training-plan.js";
import type { KnownPair } from "./paired-plan.js";
import { runVirtually } from "./virtual-run.js";
import { trainVirtually } from "./virtual-training.js";

/** All runs of the known-answer plan in virtual time, as results that were never on a disk. */
export function resultsInMemory(seed: number, ratios: TrueRatios): Promise<Results> {
  return runAll(knownPair(seed, ratios), (system, plan, trial) => runVirtually(system, KNOWN_WORKLOAD, plan, trial));
}

/** The same of the training with a known answer. */
export function trainingInMemory(seed: number, ratios: TrueRatios): Promise<Results> {
  const pair = knownTrainingPair(seed, ratios);
  return runAll(pair, (system, plan, trial) => trainVirtually(system, KNOWN_TRAINING, plan, trial));
}

async function runAll(
  { plan, options }: KnownPair,
  run: (system: MockOptions, plan: Plan, trial: Trial) => Promise<RunRecord>,
): Promise<Results> {
  const records: RunRecord[] = [];
  for (const trial of plan.trials) {
    const system = options.get(trial.systemId);
    if (system === undefined) throw new Error(`no options for ${trial.systemId}`);
    records.push(await run(system, plan, trial));
  }
  return inMemory(plan, records);
}

function inMemory(plan: Plan, records: readonly RunRecord[]): Results {
  const ledger = records.map(({ manifest }, sequence) => ({
    format: "tokwatt.ledger" as const,
    version: 1 as const,
    sequence,
    runId: manifest.runId,
    executionId: manifest.executionId,
    planHash: plan.hash,
    trialId: manifest.trial.id,
    startedAt: manifest.startedAt,
    previousHash: "",
    hash: "",
  }));
  const runs = new Map(records.map((record) => [record.manifest.runId, record]));
  return { ledger, ledgerFindings: [], runs, unreadable: new Map() };
}
