import type { ListedRun } from "../model/comparison.js";
import { type Finding, warning } from "../model/finding.js";
import type { LedgerEntry } from "../model/ledger-entry.js";
import type { Plan, Trial } from "../model/plan.js";
import type { RunRecord } from "../model/run-record.js";
import type { Results } from "../records/results-reader.js";
import { failingEndpoints } from "./endpoint-results.js";
import { checkEngine } from "./engine-check.js";
import type { Execution } from "./select-execution.js";
import { trainingWorkloadOf } from "./trained-runs.js";
import { judgeValidity } from "./validity.js";

export interface RunList {
  readonly listed: readonly ListedRun[];
  /** Records of the used runs by run id. */
  readonly used: ReadonlyMap<string, RunRecord>;
}

/**
 * Every run of one workload on some systems in an execution, those left out with the reason, in the order in which they
 * started. Of several attempts at one trial the first usable one counts, so that nobody can repeat a trial until it pleases.
 */
export function listRuns(
  results: Results,
  execution: Execution,
  workloadId: string,
  systemIds: readonly string[],
): RunList {
  const used = new Map<string, RunRecord>();
  const usedTrials = new Set<string>();
  const listed: ListedRun[] = [];
  for (const entry of execution.entries) {
    const trial = execution.plan.trials.find((candidate) => candidate.id === entry.trialId);
    if (trial === undefined || trial.workloadId !== workloadId || !systemIds.includes(trial.systemId)) continue;
    const judged = judgeRun(results, entry, execution.plan);
    const leftOut = judged.leftOut ?? (usedTrials.has(trial.id) ? warning("trial-repeated") : undefined);
    if (leftOut === undefined && judged.record !== undefined) {
      used.set(entry.runId, judged.record);
      usedTrials.add(trial.id);
    }
    listed.push({ ...runLine(entry, trial), ...judged.line, used: leftOut === undefined, leftOut });
  }
  return { listed, used };
}

interface JudgedRun {
  readonly record?: RunRecord | undefined;
  readonly leftOut?: Finding | undefined;
  readonly line: Pick<ListedRun, "validity" | "findings">;
}

function judgeRun(results: Results, entry: LedgerEntry, plan: Plan): JudgedRun {
  const absentLine = { validity: "absent", findings: [] } as const;
  const record = results.runs.get(entry.runId);
  if (record === undefined) {
    return { leftOut: results.unreadable.get(entry.runId) ?? warning("record-missing"), line: absentLine };
  }
  const { manifest } = record;
  if (manifest.plan.hash !== plan.hash || manifest.trial.id !== entry.trialId) {
    return { leftOut: warning("record-not-of-plan"), line: { ...absentLine, findings: record.findings } };
  }
  if (manifest.state !== "complete") {
    const leftOut = manifest.failure ?? warning(`run-${manifest.state}`);
    return { leftOut, line: { ...absentLine, findings: record.findings } };
  }
  const { validity, findings } = judgeValidity(record);
  const noticed = record.findings.filter((one) => !findings.includes(one));
  const line = { validity, findings: [...findings, ...noticed, ...checkEngine(record), ...failingEndpoints(record)] };
  if (validity !== "invalid") return { record, line };
  const isTraining = trainingWorkloadOf(record) !== undefined;
  return { leftOut: warning(isTraining ? "training-invalid" : "run-invalid"), line };
}

function runLine(
  entry: LedgerEntry,
  trial: Trial,
): Pick<ListedRun, "runId" | "trialId" | "systemId" | "workloadId" | "repeat" | "startedAt"> {
  const { runId, trialId, startedAt } = entry;
  const { systemId, workloadId, repeat } = trial;
  return { runId, trialId, systemId, workloadId, repeat, startedAt };
}
