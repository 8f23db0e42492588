import type { EngineSample } from "../model/engine-series.js";
import type { Finding } from "../model/finding.js";
import type { PowerTrace } from "../model/power-trace.js";
import type { RunRecord } from "../model/run-record.js";
import { readJsonLines } from "./json-lines.js";
import { readManifest } from "./manifest-reader.js";
import { readPowerTrace } from "./power-trace-reader.js";
import { type RecordFiles, readRecordFiles } from "./record-files.js";
import { createRequestsReader } from "./requests-reader.js";
import {
  CROSS_CHECK_FOLDER,
  ENGINE_FILE,
  FINDINGS_FILE,
  type IdFolder,
  idOfFile,
  labelOf,
  POWER_FOLDER,
} from "./run-files.js";
import { engineSampleSchema } from "./schema/engine-schema.js";
import { findingSchema } from "./schema/field-schemas.js";
import { readSteps } from "./steps-reader.js";
import { readTokenEvents } from "./token-events-reader.js";
import { validate } from "./validate.js";

/** What was read of a record, and damage found on the way. */
export interface Part<Value> {
  readonly value: Value;
  readonly findings: readonly Finding[];
}

/**
 * Reads the record of one run, also of one that never came to its end (state `running`). The shards of
 * its load are one: requests and token events come in the order of the requests' indices, whoever recorded them.
 *
 * Damage to anything but the manifest is a finding of severity `error`: the record is then what could be read, and must
 * not be compared. What a killed process left unfinished is a `warning`, fields of a newer tokwatt are a `note`.
 *
 * @param directory folder of the run
 * @throws MeasurementError where the manifest is missing, damaged or of a newer version, or a file cannot be read
 */
export async function readRun(directory: string): Promise<RunRecord> {
  const { manifest, findings: manifestFindings } = await readManifest(directory);
  const requestsFiles = createRequestsReader(directory);
  const files = await readRecordFiles(directory, manifest, requestsFiles);
  const noted = readFindings(directory, files);
  const requests = requestsFiles.requests();
  const tokenEvents = readTokenEvents(directory, files);
  const power = readTraces(directory, POWER_FOLDER, files);
  const crossChecks = readTraces(directory, CROSS_CHECK_FOLDER, files);
  const engine = readEngine(directory, files);
  const steps = readSteps(directory, files);
  const parts: readonly Part<unknown>[] = [noted, requests, tokenEvents, power, crossChecks, engine, steps];
  return {
    manifest,
    requests: requests.value,
    ...tokenEvents.value,
    steps: steps.value,
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
