import { basename, resolve } from "node:path";

/** Names of the files of one run, relative to its folder. docs/records.md describes them. */
export const MANIFEST_FILE = "manifest.json";
export const REQUESTS_FILE = "requests.jsonl";
export const TOKEN_EVENTS_FILE = "tokens.bin";
export const FINDINGS_FILE = "findings.jsonl";
export const ENGINE_FILE = "engine.jsonl";
/** Folders of files that are named after an id: readings, second opinions on them, raw output. */
export const POWER_FOLDER = "power";
export const CROSS_CHECK_FOLDER = "cross-checks";
export const RAW_FOLDER = "raw";
export const ID_FOLDERS = [POWER_FOLDER, CROSS_CHECK_FOLDER, RAW_FOLDER] as const;
export type IdFolder = (typeof ID_FOLDERS)[number];

/** Files that every run has, also one without requests or findings: an absent one is damage, never "nothing happened". */
export const FIXED_FILES = [REQUESTS_FILE, TOKEN_EVENTS_FILE, FINDINGS_FILE] as const;

/** A trace's id is the name of its file: nothing in it may lead out of the folder. */
export const TRACE_ID = /^[a-z0-9][a-z0-9-]{0,127}$/;

/** A run's id is the name of its folder. */
export const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

export function idFile(folder: IdFolder, id: string): string {
  return `${folder}/${id}.jsonl`;
}

/** Id that a file of the run in `folder` is named after; undefined for every other file. */
export function idOfFile(folder: IdFolder, file: string): string | undefined {
  const [parent, name, ...rest] = file.split("/");
  if (parent !== folder || name === undefined || rest.length > 0 || !name.endsWith(".jsonl")) return undefined;
  const id = name.slice(0, -".jsonl".length);
  return TRACE_ID.test(id) ? id : undefined;
}

/** How messages name a file of the run in `directory`: relative to the results folder. */
export function labelOf(directory: string, name: string): string {
  return `${basename(resolve(directory))}/${name}`;
}
