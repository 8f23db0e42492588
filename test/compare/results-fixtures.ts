import { compareResults } from "../../src/compare/compare-results.js";
import type { LedgerEntry } from "../../src/model/ledger-entry.js";
import type { Plan, Trial } from "../../src/model/plan.js";
import type { RunRecord } from "../../src/model/run-record.js";
import type { Results } from "../../src/records/results-reader.js";
import { makePlan, makeRecord, makeRequest } from "../fixtures/records.js";

/** Tokens of each of five runs, with a spread of about 1 %. */
export const SPREAD = [0.99, 1.005, 1, 1.01, 0.995];

interface Shape {
  readonly plan?: Plan;
  readonly record?: (trial: Trial, plan: Plan) => RunRecord;
  readonly executionId?: string;
}

/** Results of one execution in which `a` makes 1.1 times the tokens of `b` at the same power. */
export function results({ plan = makePlan(), record = ordinary, executionId = "execution" }: Shape = {}): Results {
  const records = plan.trials.map((trial) => record(trial, plan));
  const ledger = records.map(
    ({ manifest }, sequence): LedgerEntry => ({
      format: "tokwatt.ledger",
      version: 1,
      sequence,
      runId: manifest.runId,
      executionId,
      planHash: plan.hash,
      trialId: manifest.trial.id,
      startedAt: manifest.startedAt,
      previousHash: "",
      hash: "",
    }),
  );
  const runs = new Map(records.map((one) => [one.manifest.runId, one]));
  return { ledger, ledgerFindings: [], runs, unreadable: new Map() };
}

export function ordinary(trial: Trial, plan: Plan, changes: Partial<Parameters<typeof makeRecord>[0]> = {}): RunRecord {
  const factor = (SPREAD[trial.repeat - 1] ?? 1) * (trial.systemId === "a" ? 1.1 : 1);
  const request = { index: 0, scheduled: 0, firstToken: 1, lastToken: 9, events: 9, tokens: 1000 * factor };
  return makeRecord({ plan, trial, requests: [makeRequest(request)], ...changes });
}

export function rowOf(from: Results, metricId: string) {
  const [comparison] = compareResults(from);
  const row = comparison?.rows.find((candidate) => candidate.metricId === metricId);
  if (comparison === undefined || row === undefined) throw new Error(`no row ${metricId}`);
  return { comparison, row };
}

export const codes = (findings: readonly { readonly code: string }[]): string[] =>
  findings.map((finding) => finding.code);
