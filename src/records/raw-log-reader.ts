import type { Finding } from "../model/finding.js";
import type { RawEntry, RawLog, RawLogHeader } from "../model/raw-log.js";
import { readJsonLines } from "./json-lines.js";
import { readManifest } from "./manifest-reader.js";
import { readRecordFiles } from "./record-files.js";
import { idOfFile, labelOf, RAW_FOLDER } from "./run-files.js";
import { rawEntrySchema, rawHeaderSchema } from "./schema/raw-schema.js";
import { type Validation, validate } from "./validate.js";

export interface RawLogs {
  readonly logs: readonly RawLog[];
  readonly findings: readonly Finding[];
}

/**
 * Reads the raw output that a run kept, in the order of the names of its files. A log whose header cannot be read is left
 * out, with a finding.
 *
 * @param directory folder of the run
 * @throws MeasurementError as `readRun` does
 */
export async function readRawLogs(directory: string): Promise<RawLogs> {
  const { manifest } = await readManifest(directory);
  const { contents } = await readRecordFiles(directory, manifest);
  const logs: RawLog[] = [];
  const findings: Finding[] = [];
  for (const [name, bytes] of contents) {
    if (idOfFile(RAW_FOLDER, name) === undefined) continue;
    let header: RawLogHeader | undefined;
    const entries: RawEntry[] = [];
    const damage = readJsonLines<RawLogHeader | readonly unknown[]>(
      labelOf(directory, name),
      bytes,
      (value, line): Validation<RawLogHeader | readonly unknown[]> =>
        line === 1 ? validate(rawHeaderSchema, value) : validate(rawEntrySchema, value),
      (value) => {
        if (isHeader(value)) header = value;
        else entries.push(entryOf(value));
      },
    );
    findings.push(...damage);
    if (header !== undefined) logs.push({ header, entries });
  }
  return { logs, findings };
}

function isHeader(value: RawLogHeader | readonly unknown[]): value is RawLogHeader {
  return !Array.isArray(value);
}

function entryOf(line: readonly unknown[]): RawEntry {
  const [atNs, text, withinNs] = line as readonly [number, string, number | undefined];
  return { atNs, withinNs: withinNs ?? 0, text };
}
