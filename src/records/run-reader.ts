import type { EngineSample } from "../model/engine-series.js";
import { type Finding, failure } from "../model/finding.js";
import type { PowerTrace } from "../model/power-trace.js";
import type { RequestSample } from "../model/request-sample.js";
import type { RunRecord } from "../model/run-record.js";
import type { TokenEvents } from "../model/token-events.js";
import { readJsonLines } from "./json-lines.js";
import { readManifest } from "./manifest-reader.js";
import { readPowerTrace } from "./power-trace-reader.js";
import { type RecordFiles, readRecordFiles } from "./record-files.js";
import {
  CROSS_CHECK_FOLDER,
  ENGINE_FILE,
  FINDINGS_FILE,
  type IdFolder,
  idOfFile,
  labelOf,
  POWER_FOLDER,
  REQUESTS_FILE,
  TOKEN_EVENTS_FILE,
} from "./run-files.js";
import { engineSampleSchema } from "./schema/engine-schema.js";
import { findingSchema } from "./schema/field-schemas.js";
import { requestSchema } from "./schema/request-schema.js";
import { decodeTokenEvents } from "./token-events-codec.js";
import { validate } from "./validate.js";

interface Part<Value> {
  readonly value: Value;
  readonly findings: readonly Finding[];
}

/**
 * Reads the record of one run, also of one that never came to its end (state `running`). Requests come in the order in
 * which they ended, token events in the order of their requests.
 *
 * Damage to anything but the manifest is a finding of severity `error`: the record is then what could be read, and must
 * not be compared. What a killed process left unfinished is a `warning`, fields of a newer tokwatt are a `note`.
 *
 * @param directory folder of the run
 * @throws MeasurementError where the manifest is missing, damaged or of a newer version, or a file cannot be read
 */
export async function readRun(directory: string): Promise<RunRecord> {
  const { manifest, findings: manifestFindings } = await readManifest(directory);
  const files = await readRecordFiles(directory, manifest);
  const noted = readFindings(directory, files);
  const requests = readRequests(directory, files);
  const tokenEvents = readTokenEvents(directory, files);
  const power = readTraces(directory, POWER_FOLDER, files);
  const crossChecks = readTraces(directory, CROSS_CHECK_FOLDER, files);
  const engine = readEngine(directory, files);
  const parts: readonly Part<unknown>[] = [noted, requests, tokenEvents, power, crossChecks, engine];
  return {
    manifest,
    requests: requests.value,
    tokenEvents: tokenEvents.value,
    power: power.value,
    crossChecks: crossChecks.value,
    engine: engine.value,
    findings: [...noted.value, ...manifestFindings, ...files.findings, ...parts.flatMap((part) => part.findings)],
  };
}

function readFindings(directory: string, { contents }: RecordFiles): Part<readonly Finding[]> {
  const bytes = contents.get(FINDINGS_FILE);
  if (bytes === undefined) return { value: [], findings: [] };
  const value: Finding[] = [];
  const findings = readJsonLines(
    labelOf(directory, FINDINGS_FILE),
    bytes,
    (line) => validate(findingSchema, line),
    (finding) => value.push(finding),
  );
  return { value, findings };
}

function readRequests(directory: string, { contents }: RecordFiles): Part<readonly RequestSample[]> {
  const bytes = contents.get(REQUESTS_FILE);
  if (bytes === undefined) return { value: [], findings: [] };
  const file = labelOf(directory, REQUESTS_FILE);
  const byIndex = new Map<number, RequestSample>();
  const repeated: { readonly line: number; readonly request: number }[] = [];
  const findings = readJsonLines(
    file,
    bytes,
    (line) => validate(requestSchema, line),
    (sample, line) => {
      if (byIndex.has(sample.index)) repeated.push({ line, request: sample.index });
      else byIndex.set(sample.index, sample);
    },
  );
  const value = [...byIndex.values()];
  const [first] = repeated;
  if (first === undefined) return { value, findings };
  return { value, findings: [...findings, failure("request-duplicate", { file, ...first, count: repeated.length })] };
}

function readTokenEvents(directory: string, { contents }: RecordFiles): Part<TokenEvents> {
  const bytes = contents.get(TOKEN_EVENTS_FILE);
  if (bytes === undefined) return { value: [], findings: [] };
  const { events, findings } = decodeTokenEvents(labelOf(directory, TOKEN_EVENTS_FILE), bytes);
  return { value: events, findings };
}

function readEngine(directory: string, { contents }: RecordFiles): Part<readonly EngineSample[]> {
  const bytes = contents.get(ENGINE_FILE);
  if (bytes === undefined) return { value: [], findings: [] };
  const value: EngineSample[] = [];
  const findings = readJsonLines(
    labelOf(directory, ENGINE_FILE),
    bytes,
    (line) => validate(engineSampleSchema, line),
    (sample) => value.push(sample),
  );
  return { value, findings };
}

function readTraces(directory: string, folder: IdFolder, { contents }: RecordFiles): Part<readonly PowerTrace[]> {
  const value: PowerTrace[] = [];
  const findings: Finding[] = [];
  for (const [name, bytes] of contents) {
    const traceId = idOfFile(folder, name);
    if (traceId === undefined) continue;
    const reading = readPowerTrace(labelOf(directory, name), bytes, traceId);
    if (reading.trace !== undefined) value.push(reading.trace);
    findings.push(...reading.findings);
  }
  return { value, findings };
}
