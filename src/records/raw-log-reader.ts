import { type Finding, failure } from "../model/finding.js";
import type { RawEntry, RawLog, RawLogHeader } from "../model/raw-log.js";
import { readJsonLines } from "./json-lines.js";
import { readManifest } from "./manifest-reader.js";
import { readRecordFiles } from "./record-files.js";
import { UNREAD_REQUESTS } from "./requests-reader.js";
import { idOfFile, labelOf, RAW_FOLDER } from "./run-files.js";
import { rawEntrySchema, rawHeaderSchema } from "./schema/raw-schema.js";
import { type Validation, validate } from "./validate.js";

export interface RawLogs {
  readonly logs: readonly RawLog[];
  readonly findings: readonly Finding[];
}

/**
 * Reads the raw output that a run kept, in the order of the names of its files. A log whose header cannot be read is left
 * out. The findings are those of the raw files: what was changed, removed or added, and damaged lines.
 *
 * @param directory folder of the run
 * @throws MeasurementError as `readRun` does
 */
export async function readRawLogs(directory: string): Promise<RawLogs> {
  const { manifest } = await readManifest(directory);
  const files = await readRecordFiles(directory, manifest, UNREAD_REQUESTS);
  const logs: RawLog[] = [];
  const rawFiles = labelOf(directory, `${RAW_FOLDER}/`);
  const findings = files.findings.filter(({ data }) => String(data["file"]).startsWith(rawFiles));
  for (const [name, bytes] of [...files.contents].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const id = idOfFile(RAW_FOLDER, name);
    if (id === undefined) continue;
    const file = labelOf(directory, name);
    let header: RawLogHeader | undefined;
    const entries: RawEntry[] = [];
    const damage = readJsonLines<RawLogHeader | readonly unknown[]>(
      file,
      bytes,
      (value, line): Validation<RawLogHeader | readonly unknown[]> =>
        line === 1 ? validate(rawHeaderSchema, value) : validate(rawEntrySchema, value),
      (value) => {
        if (isHeader(value)) header = value;
        else entries.push(entryOf(value));
      },
    );
    findings.push(...damage);
    if (header === undefined) continue;
    logs.push({ header, entries });
    if (header.id !== id) findings.push(failure("trace-id-differs", { file, trace: header.id }));
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
