import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { MeasurementError } from "../model/errors.js";
import { failure } from "../model/finding.js";
import type { Environment } from "../model/run-record.js";
import type { ClientCeiling } from "../model/self-check.js";
import { writeFileAtomically } from "./atomic-write.js";
import { isMissing, readFailed, writeFailed } from "./file-error.js";
import {
  type Calibration,
  type CalibrationFile,
  calibrationSchema,
  type Machine,
} from "./schema/calibration-schema.js";
import { parseJson, validate } from "./validate.js";

export type { AddedLatency, Calibration, Ceiling, Machine } from "./schema/calibration-schema.js";

export const CALIBRATION_FILE = "calibration.json";

/** What decides how much a client can do, and nothing that says whose machine it is. */
export function machineOf(environment: Environment): Machine {
  const { cpuModel, cpuCount, nodeVersion, tokwattVersion } = environment;
  return { cpuModel, cpuCount, nodeVersion, tokwattVersion };
}

/**
 * Calibrations that stand in a results folder, of any machine; none where there is no such file.
 *
 * @throws MeasurementError where the file cannot be read or is damaged
 */
export async function readCalibration(resultsDir: string): Promise<readonly Calibration[]> {
  const text = await readText(join(resultsDir, CALIBRATION_FILE));
  if (text === undefined) return [];
  const json = parseJson(text);
  const read = validate(calibrationSchema, json);
  if (read.valid) return read.value.calibrations;
  const { field, problem } = json === undefined ? { field: "", problem: "not JSON" } : read.damage.data;
  throw new MeasurementError(
    failure("calibration-damaged", { file: CALIBRATION_FILE, field: field ?? "", problem: problem ?? "" }),
  );
}

/**
 * Adds a calibration to a results folder, in the place of an older one of the same machine and number of workers. A damaged
 * file is replaced: it says nothing that a new calibration could not say.
 *
 * @throws MeasurementError where the file cannot be written
 */
export async function writeCalibration(resultsDir: string, calibration: Calibration): Promise<void> {
  const before = await readCalibration(resultsDir).catch((error: unknown) => {
    if (error instanceof MeasurementError && error.finding.code === "calibration-damaged") return [];
    throw error;
  });
  const others = before.filter(
    ({ machine, workers }) => !(isSame(machine, calibration.machine) && workers === calibration.workers),
  );
  const file: CalibrationFile = {
    format: "tokwatt.calibration",
    version: 1,
    calibrations: [...others, calibration],
  };
  try {
    await mkdir(resultsDir, { recursive: true });
    await writeFileAtomically(join(resultsDir, CALIBRATION_FILE), `${JSON.stringify(file, undefined, 2)}\n`);
  } catch (error) {
    throw writeFailed(CALIBRATION_FILE, error);
  }
}

/**
 * What this machine's client can do with so many workers. Where it was calibrated with another number only, the nearest
 * one counts: fewer workers carry their share of it, more workers are taken to do no better. Undefined where this machine,
 * Node and tokwatt were never calibrated together.
 */
export function ceilingFor(
  calibrations: readonly Calibration[],
  machine: Machine,
  workers: number,
): ClientCeiling | undefined {
  const own = calibrations.filter((calibration) => isSame(calibration.machine, machine));
  const [nearest] = [...own].sort((a, b) => Math.abs(a.workers - workers) - Math.abs(b.workers - workers));
  if (nearest === undefined) return undefined;
  const share = Math.min(1, workers / nearest.workers);
  return {
    workers,
    requestsPerSecond: nearest.requests.perSecond * share,
    eventsPerSecond: nearest.events.perSecond * share,
  };
}

function isSame(a: Machine, b: Machine): boolean {
  return (
    a.cpuModel === b.cpuModel &&
    a.cpuCount === b.cpuCount &&
    a.nodeVersion === b.nodeVersion &&
    a.tokwattVersion === b.tokwattVersion
  );
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw readFailed(CALIBRATION_FILE, error);
  }
}
