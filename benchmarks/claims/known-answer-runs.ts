import type { TrueRatios } from "../../src/backends/mock/known-answer.js";
import type { Plan } from "../../src/model/plan.js";
import type { RunRecord } from "../../src/model/run-record.js";
import type { Results } from "../../src/records/results-reader.js";
import { KNOWN_WORKLOAD, knownPair } from "./known-answer-plan.js";
import { runVirtually } from "./virtual-run.js";

/** All runs of the known-answer plan in virtual time, as results that were never on a disk. */
export async function resultsInMemory(seed: number, ratios: TrueRatios): Promise<Results> {
  const { plan, options } = knownPair(seed, ratios);
  const records: RunRecord[] = [];
  for (const trial of plan.trials) {
    const system = options.get(trial.systemId);
    if (system === undefined) throw new Error(`no options for ${trial.systemId}`);
    records.push(await runVirtually(system, KNOWN_WORKLOAD, plan, trial));
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
