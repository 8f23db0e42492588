import { basename, resolve } from "node:path";

/** Names of the files of one run, relative to its folder. docs/records.md describes them. */
export const MANIFEST_FILE = "manifest.json";
export const FINDINGS_FILE = "findings.jsonl";
export const ENGINE_FILE = "engine.jsonl";
export const STEPS_FILE = "steps.jsonl";
/** Where version 1 kept what the shards hold now. */
export const OLD_REQUESTS_FILE = "requests.jsonl";
export const OLD_TOKENS_FILE = "tokens.bin";
/** Folders with one file a shard: its requests, its token events. */
export const REQUESTS_FOLDER = "requests";
export const TOKENS_FOLDER = "tokens";
export const SHARD_FOLDERS = [REQUESTS_FOLDER, TOKENS_FOLDER] as const;
/** Folders of files that are named after an id: readings, second opinions on them, raw output. */
export const POWER_FOLDER = "power";
export const CROSS_CHECK_FOLDER = "cross-checks";
export const RAW_FOLDER = "raw";
export const ID_FOLDERS = [POWER_FOLDER, CROSS_CHECK_FOLDER, RAW_FOLDER] as const;
export type IdFolder = (typeof ID_FOLDERS)[number];

/** A trace's id is the name of its file: nothing in it may lead out of the folder. */
export const TRACE_ID = /^[a-z0-9][a-z0-9-]{0,127}$/;

/** A shard's alias is the name of its files. */
export const SHARD_ALIAS = TRACE_ID;

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

/** The two files of a shard. */
export function shardFiles(alias: string): { readonly requests: string; readonly tokens: string } {
  return { requests: `${REQUESTS_FOLDER}/${alias}.jsonl`, tokens: `${TOKENS_FOLDER}/${alias}.bin` };
}

/** Alias of the shard that a file of the run belongs to; undefined for every other file. */
export function shardOfFile(file: string): string | undefined {
  const alias = /^(?:requests\/(.+)\.jsonl|tokens\/(.+)\.bin)$/
    .exec(file)
    ?.slice(1)
    .find((name) => name !== undefined);
  return alias !== undefined && SHARD_ALIAS.test(alias) ? alias : undefined;
}

/** How messages name a file of the run in `directory`: relative to the results folder. */
export function labelOf(directory: string, name: string): string {
  return `${basename(resolve(directory))}/${name}`;
}
