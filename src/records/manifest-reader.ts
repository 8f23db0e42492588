import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { MeasurementError } from "../model/errors.js";
import { type Finding, failure } from "../model/finding.js";
import type { RunManifest } from "../model/run-record.js";
import { isMissing, readFailed } from "./file-error.js";
import { hashOf } from "./hash.js";
import { unknownFieldsNote } from "./json-lines.js";
import { lineInJson } from "./json-place.js";
import { migrateManifest } from "./migrate.js";
import { labelOf, MANIFEST_FILE } from "./run-files.js";
import { NOT_JSON, parseJson } from "./validate.js";

export interface ManifestReading {
  readonly manifest: RunManifest;
  /** What is strange about it and does not prevent reading it. */
  readonly findings: readonly Finding[];
}

/**
 * Reads the manifest of a run, and nothing else of it: its state, plan and trial.
 *
 * @throws MeasurementError where there is none, or none that this tokwatt can read, with its line
 */
export async function readManifest(directory: string): Promise<ManifestReading> {
  const file = labelOf(directory, MANIFEST_FILE);
  const text = await readFile(join(directory, MANIFEST_FILE), "utf8").catch((error: unknown) => {
    throw isMissing(error) ? new MeasurementError(failure("file-missing", { file })) : readFailed(file, error);
  });
  const value = parseJson(text);
  const validation = value === undefined ? ({ valid: false, damage: NOT_JSON } as const) : migrateManifest(value);
  if (!validation.valid) {
    const { code, data, path } = validation.damage;
    const line = await lineInJson(text, path);
    throw new MeasurementError(failure(code, { file, line, ...data }));
  }
  const { value: manifest, unknownFields } = validation;
  const findings: Finding[] = [];
  if (unknownFields.length > 0) findings.push(unknownFieldsNote(file, 1, unknownFields, 1));
  const { hash } = manifest.plan;
  if (planHash(value) !== hash) findings.push(failure("plan-changed", { file, hash }));
  return { manifest, findings };
}

/** The hash of the plan as it stands in the file, fields of a newer tokwatt included. */
function planHash(manifest: unknown): string {
  const { hash: _, ...content } = (manifest as { readonly plan: { readonly hash: string } }).plan;
  return hashOf(content);
}
