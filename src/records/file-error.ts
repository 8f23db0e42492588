import { MeasurementError } from "../model/errors.js";
import { failure } from "../model/finding.js";

/** The operating system's short name of an error (`ENOSPC`), or its own words where it has none. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error ? String(error.code) : error.message;
}

export function isMissing(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes(errorCode(error));
}

/** @param file as messages name it: relative to the results folder */
export function writeFailed(file: string, error: unknown): MeasurementError {
  return new MeasurementError(failure("record-write-failed", { file, error: errorCode(error) }), { cause: error });
}

/** @param file as messages name it: relative to the results folder */
export function readFailed(file: string, error: unknown): MeasurementError {
  return new MeasurementError(failure("record-read-failed", { file, error: errorCode(error) }), { cause: error });
}
