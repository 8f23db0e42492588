import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Finding, failure } from "../../model/finding.js";
import type { Fingerprint } from "../../model/fingerprint.js";
import type { HistoryEntry, HistoryEvent } from "../../model/history.js";
import type { NoiseEntry } from "../../model/noise.js";
import { isMissing, readFailed } from "../file-error.js";
import { canonicalJson } from "../hash.js";
import { readJsonLines } from "../json-lines.js";
import { migrate, type VersionedFormat } from "../migrate.js";
import { entryIdOf } from "./entry-id.js";
import { EVENTS_FILE, NOISE_FILE, SERIES_FOLDER } from "./history-files.js";
import { entryFormat, eventFormat, noiseFormat } from "./history-formats.js";
import { readFingerprints } from "./read-fingerprints.js";

/** All that stands in a history folder. What is there twice (as a merge of two branches leaves it) is here once. */
export interface History {
  /** Of all series, oldest first. */
  readonly entries: readonly HistoryEntry[];
  /** By hash. */
  readonly fingerprints: ReadonlyMap<string, Fingerprint>;
  /** Oldest first. */
  readonly events: readonly HistoryEvent[];
  /** Oldest first. */
  readonly noise: readonly NoiseEntry[];
  /** Damage, with file and line; what is damaged is left out, and nothing else. */
  readonly findings: readonly Finding[];
}

/**
 * Reads a history; a folder that does not exist is an empty one.
 *
 * @throws MeasurementError where a file exists and cannot be read
 */
export async function readHistory(dir: string): Promise<History> {
  const findings: Finding[] = [];
  const read = async <Value extends { readonly at: string }>(
    file: string,
    format: VersionedFormat<Value>,
    check: (value: Value, raw: object) => Finding | undefined = () => undefined,
  ): Promise<readonly Value[]> => {
    const lines = await readLines(dir, file, format, check);
    findings.push(...lines.findings);
    return lines.values;
  };
  const files = (await namesIn(dir, SERIES_FOLDER)).filter((name) => name.endsWith(".jsonl"));
  const entries: HistoryEntry[] = [];
  for (const name of files) entries.push(...(await read(`${SERIES_FOLDER}/${name}`, entryFormat, changedEntry)));
  const events = await read(EVENTS_FILE, eventFormat);
  const noise = await read(NOISE_FILE, noiseFormat);
  const { fingerprints, damage } = await readFingerprints(dir, [...entries, ...noise]);
  const all = [...findings, ...damage];
  return { entries: byTime(entries), fingerprints, events: byTime(events), noise: byTime(noise), findings: all };
}

/** An entry that was edited is not what was measured: its id tells. */
function changedEntry(entry: HistoryEntry, raw: object): Finding | undefined {
  return entryIdOf(raw) === entry.id ? undefined : failure("history-entry-changed", { entry: entry.id });
}

async function readLines<Value>(
  dir: string,
  file: string,
  format: VersionedFormat<Value>,
  check: (value: Value, raw: object) => Finding | undefined,
): Promise<{ readonly values: readonly Value[]; readonly findings: readonly Finding[] }> {
  const bytes = await readBytes(dir, file);
  const values = new Map<string, Value>();
  const findings: Finding[] = [];
  let raw: unknown;
  const migrated = (value: unknown) => {
    raw = value;
    return migrate(format, value);
  };
  const damage = readJsonLines(file, bytes, migrated, (value, line) => {
    const found = check(value, raw as object);
    if (found === undefined) values.set(canonicalJson(value), value);
    else findings.push({ ...found, data: { file, line, ...found.data } });
  });
  return { values: [...values.values()], findings: [...damage, ...findings] };
}

async function readBytes(dir: string, file: string): Promise<Buffer> {
  try {
    return await readFile(join(dir, file));
  } catch (error) {
    if (isMissing(error)) return Buffer.alloc(0);
    throw readFailed(file, error);
  }
}

async function namesIn(dir: string, folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(join(dir, folder))).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw readFailed(folder, error);
  }
}

/** Instants of equal time keep the order of their lines. */
function byTime<Value extends { readonly at: string }>(values: readonly Value[]): readonly Value[] {
  return [...values].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
