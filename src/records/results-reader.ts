import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { MeasurementError } from "../model/errors.js";
import { type Finding, failure } from "../model/finding.js";
import type { LedgerEntry } from "../model/ledger-entry.js";
import type { RunManifest, RunRecord } from "../model/run-record.js";
import { isMissing, readFailed } from "./file-error.js";
import { readLedger } from "./ledger.js";
import { MANIFEST_FILE, OLD_REQUESTS_FILE, SHARD_FOLDERS, STEPS_FILE } from "./run-files.js";
import { readRun } from "./run-reader.js";

/** Everything in a results folder. */
export interface Results {
  readonly ledger: readonly LedgerEntry[];
  /** Damage of the ledger, and what it and the records say differently. */
  readonly ledgerFindings: readonly Finding[];
  /** The runs that were wanted, by run id, in the order of the ledger; those that it lacks come last. */
  readonly runs: ReadonlyMap<string, RunRecord>;
  /** By the name of the folder: why a run's record cannot be read. */
  readonly unreadable: ReadonlyMap<string, Finding>;
}

/**
 * Reads the ledger of a results folder and its runs. A folder that does not exist holds nothing. A run of the ledger
 * without a folder is in neither map. Runs that the ledger lacks are always read, as something is wrong with them.
 *
 * @param wanted picks the entries whose runs are read, as years of runs may lie in one folder; all where it is left out
 * @throws MeasurementError where the folder or its ledger exists and cannot be read
 */
export async function readResults(
  resultsDir: string,
  wanted: (ledger: readonly LedgerEntry[]) => readonly LedgerEntry[] = (ledger) => ledger,
): Promise<Results> {
  const { entries, findings } = await readLedger(resultsDir);
  const runs = new Map<string, RunRecord>();
  const unreadable = new Map<string, Finding>();
  for (const runId of await findRuns(resultsDir, entries, wanted(entries))) {
    try {
      const record = await readRun(join(resultsDir, runId));
      const { manifest } = record;
      if (manifest.runId === runId) runs.set(runId, record);
      else unreadable.set(runId, failure("run-id-differs", { directory: runId, run: manifest.runId }));
    } catch (error) {
      if (!(error instanceof MeasurementError)) throw error;
      unreadable.set(runId, error.finding);
    }
  }
  const manifests = [...runs.values()].map((record) => record.manifest);
  return { ledger: entries, ledgerFindings: [...findings, ...compareWithLedger(manifests, entries)], runs, unreadable };
}

/** A folder is a run's if the ledger names it or it looks like one; others, such as `reference/`, are none of ours. */
async function findRuns(
  resultsDir: string,
  entries: readonly LedgerEntry[],
  wanted: readonly LedgerEntry[],
): Promise<readonly string[]> {
  const folders = await foldersOf(resultsDir);
  const inLedger = new Set(entries.map((entry) => entry.runId));
  const started = [...new Set(wanted.map((entry) => entry.runId))].filter((runId) => folders.has(runId));
  const others = [...folders].filter((name) => !inLedger.has(name)).sort();
  const looksLikeRun = await Promise.all(others.map((name) => hasRecordFile(join(resultsDir, name))));
  return [...started, ...others.filter((_, index) => looksLikeRun[index])];
}

async function foldersOf(path: string): Promise<ReadonlySet<string>> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return new Set(entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name));
  } catch (error) {
    if (isMissing(error)) return new Set();
    throw readFailed(path, error);
  }
}

async function hasRecordFile(directory: string): Promise<boolean> {
  const names = await readdir(directory);
  const hasOne = (name: string): boolean => names.includes(name);
  return hasOne(MANIFEST_FILE) || hasOne(OLD_REQUESTS_FILE) || hasOne(STEPS_FILE) || SHARD_FOLDERS.every(hasOne);
}

/** What the chain alone cannot show: lines that were cut from its end, and records that were changed after the fact. */
function compareWithLedger(manifests: readonly RunManifest[], entries: readonly LedgerEntry[]): readonly Finding[] {
  const entryOf = new Map(entries.map((entry) => [entry.runId, entry]));
  return manifests.flatMap(({ runId, executionId, plan, trial, startedAt }) => {
    const entry = entryOf.get(runId);
    if (entry === undefined) return [failure("run-not-in-ledger", { run: runId })];
    const recorded = { executionId, planHash: plan.hash, trialId: trial.id, startedAt };
    const fields = Object.entries(recorded).filter(([field, value]) => entry[field as keyof typeof recorded] !== value);
    return fields.map(([field]) => failure("run-differs-from-ledger", { run: runId, field }));
  });
}
