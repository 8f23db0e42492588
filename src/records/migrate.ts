import type { LedgerEntry } from "../model/ledger-entry.js";
import type { RunManifest } from "../model/run-record.js";
import { ledgerSchema } from "./schema/ledger-schema.js";
import { manifestSchema } from "./schema/manifest-schema.js";
import { type Validation, validate } from "./validate.js";

/** A kind of document that says its own name and version. */
export interface VersionedFormat<Value> {
  readonly name: string;
  /**
   * How each version becomes the newest form. A new version adds its line here; the old line then ends in a step that
   * brings an old value up to date, and stays for ever.
   */
  readonly versions: ReadonlyMap<number, (value: unknown) => Validation<Value>>;
}

/** The version that is written. */
export const RUN_VERSION = 2;

/**
 * The manifest's version is that of the whole run: a change in the lines of any file of a run raises it. Only fields
 * that a reader may leave out without drawing a wrong conclusion are added within a version.
 *
 * Version 1 had the requests and token events of a run in one file each; version 2 has them by shard, with kinds of
 * workloads and events that version 1 did not know. Its manifest is read the same way and keeps its number, which says
 * where the files are.
 */
const runFormat: VersionedFormat<RunManifest> = {
  name: "tokwatt.run",
  versions: new Map([
    [1, (value) => validate(manifestSchema, value)],
    [RUN_VERSION, (value) => validate(manifestSchema, value)],
  ]),
};

const ledgerFormat: VersionedFormat<LedgerEntry> = {
  name: "tokwatt.ledger",
  versions: new Map([[1, (value) => validate(ledgerSchema, value)]]),
};

/** Reads a manifest of any version that was ever written. */
export function migrateManifest(value: unknown): Validation<RunManifest> {
  return migrate(runFormat, value);
}

/** Reads a line of the ledger of any version that was ever written. */
export function migrateLedgerEntry(value: unknown): Validation<LedgerEntry> {
  return migrate(ledgerFormat, value);
}

/** Reads a value of any version of its format; what is none of them is damage. */
export function migrate<Value>(format: VersionedFormat<Value>, value: unknown): Validation<Value> {
  const { format: name, version } = stampOf(value);
  if (name !== format.name) {
    const data = { found: shown(name), expected: format.name };
    return { valid: false, damage: { code: "record-format-unknown", data, path: ["format"] } };
  }
  const read = typeof version === "number" ? format.versions.get(version) : undefined;
  if (read !== undefined) return read(value);
  const data = { found: shown(version), known: [...format.versions.keys()].join(", ") };
  return { valid: false, damage: { code: "record-version-unknown", data, path: ["version"] } };
}

function stampOf(value: unknown): { readonly format?: unknown; readonly version?: unknown } {
  return typeof value === "object" && value !== null ? value : {};
}

function shown(value: unknown): string {
  return value === undefined ? "-" : JSON.stringify(value).slice(0, 60);
}
