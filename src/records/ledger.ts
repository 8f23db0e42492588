import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { MeasurementError } from "../model/errors.js";
import type { Finding } from "../model/finding.js";
import type { LedgerEntry } from "../model/ledger-entry.js";
import { syncFolder } from "./atomic-write.js";
import { isMissing, readFailed, writeFailed } from "./file-error.js";
import { hashOf } from "./hash.js";
import { checkLedger } from "./ledger-chain.js";
import { withLockFile } from "./lock-file.js";

/** Name of the ledger beside the runs. */
export const LEDGER_FILE = "ledger.jsonl";

const LINE_BREAK = 0x0a;

/** What a caller knows of an entry; its place in the chain is found here. */
export type NewLedgerEntry = Omit<LedgerEntry, "format" | "version" | "sequence" | "previousHash" | "hash">;

/**
 * Appends a line to the ledger and brings it to the disk: call it before the trial starts, so that no run can be left out
 * of a comparison by deleting its folder. Several processes may append to one ledger.
 *
 * A damaged line before it stays where it is, for `readLedger` to report; the new line continues the chain of those that
 * can be read.
 *
 * @throws MeasurementError where the ledger cannot be written, or a newer tokwatt wrote to it
 */
export async function appendLedger(resultsDir: string, entry: NewLedgerEntry): Promise<LedgerEntry> {
  const path = join(resultsDir, LEDGER_FILE);
  try {
    await mkdir(resultsDir, { recursive: true });
    return await withLockFile(`${path}.lock`, () => appendAlone(resultsDir, path, entry));
  } catch (error) {
    throw error instanceof MeasurementError ? error : writeFailed(LEDGER_FILE, error);
  }
}

/**
 * Reads the ledger; one that does not exist is empty. What was removed, added or changed is found by the chain of hashes
 * and reported with its line. Lines removed from the end leave no trace in the chain: `readResults` finds their runs.
 *
 * @throws MeasurementError where the file exists and cannot be read
 */
export async function readLedger(
  resultsDir: string,
): Promise<{ readonly entries: readonly LedgerEntry[]; readonly findings: readonly Finding[] }> {
  const bytes = await readBytes(join(resultsDir, LEDGER_FILE)).catch((error: unknown) => {
    throw readFailed(LEDGER_FILE, error);
  });
  const { entries, findings } = checkLedger(LEDGER_FILE, bytes);
  return { entries, findings };
}

async function appendAlone(resultsDir: string, path: string, entry: NewLedgerEntry): Promise<LedgerEntry> {
  const bytes = await readBytes(path);
  const { entries, findings, next } = checkLedger(LEDGER_FILE, bytes);
  const newer = findings.find(({ code }) => code === "record-version-unknown");
  if (newer !== undefined) throw new MeasurementError(newer);
  const { runId, executionId, planHash, trialId, startedAt } = entry;
  const { sequence, previousHash } = next;
  const content = { sequence, runId, executionId, planHash, trialId, startedAt, previousHash };
  const stamped = { format: "tokwatt.ledger", version: 1, ...content } as const;
  const full: LedgerEntry = { ...stamped, hash: hashOf(stamped) };

  const endsInsideLine = bytes.length > 0 && bytes.at(-1) !== LINE_BREAK;
  const handle = await open(path, "a");
  try {
    await handle.writeFile(`${endsInsideLine ? "\n" : ""}${JSON.stringify(full)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (entries.length === 0) await syncFolder(resultsDir);
  return full;
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return Buffer.alloc(0);
    throw error;
  }
}
