import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Finding, failure, note } from "../model/finding.js";
import { type FileHash, LOCAL_SHARD, type RunManifest } from "../model/run-record.js";
import { isMissing, readFailed } from "./file-error.js";
import { sha256Hex } from "./hash.js";
import {
  ENGINE_FILE,
  FINDINGS_FILE,
  ID_FOLDERS,
  idOfFile,
  labelOf,
  OLD_REQUESTS_FILE,
  OLD_TOKENS_FILE,
  SHARD_ALIAS,
  SHARD_FOLDERS,
  STEPS_FILE,
  shardFiles,
  shardOfFile,
} from "./run-files.js";
import { isTrainingRun } from "./training-run.js";

/** The files of a run beside its manifest, by their names; those that are read as streams are not among them. */
export interface RecordFiles {
  readonly contents: ReadonlyMap<string, Buffer>;
  /** What is missing, was added or was changed since the run ended. */
  readonly findings: readonly Finding[];
}

/** Reads files that need not fit into memory. */
export interface StreamedFiles {
  isStreamed(name: string): boolean;
  /** Reads the file at `path`. @returns size and hash of what was read; rejects as the file system does */
  read(name: string, path: string): Promise<FileHash>;
}

/**
 * Reads the files of a run. Those of a run that ended are the ones that its manifest lists, held against their hashes;
 * those of a run that never came to its end are the ones that are there.
 *
 * @throws MeasurementError where a file exists and cannot be read
 */
export async function readRecordFiles(
  directory: string,
  manifest: RunManifest,
  streamed: StreamedFiles,
): Promise<RecordFiles> {
  const present = [
    ...(await presentFiles(directory, "", isTopFile)),
    ...(await Promise.all([...SHARD_FOLDERS, ...ID_FOLDERS].map((folder) => presentFilesOf(directory, folder)))).flat(),
  ];
  return manifest.state === "running"
    ? readUnfinished(directory, manifest, present, streamed)
    : readFinished(directory, manifest, present, streamed);
}

async function readUnfinished(
  directory: string,
  manifest: RunManifest,
  present: readonly string[],
  streamed: StreamedFiles,
): Promise<RecordFiles> {
  const ours = present.filter((name) => isRecordFile(manifest, name));
  const contents = new Map<string, Buffer>();
  const findings: Finding[] = [];
  for (const name of new Set([...neededFiles(manifest, ours), ...ours])) {
    const read = await readIfPresent(directory, name, streamed);
    if (read === undefined) findings.push(failure("file-missing", { file: labelOf(directory, name) }));
    else if (read instanceof Uint8Array) contents.set(name, read);
  }
  return { contents, findings };
}

async function readFinished(
  directory: string,
  manifest: RunManifest,
  present: readonly string[],
  streamed: StreamedFiles,
): Promise<RecordFiles> {
  const { files } = manifest;
  const contents = new Map<string, Buffer>();
  const findings: Finding[] = [];
  for (const [name, hash] of Object.entries(files)) {
    const file = labelOf(directory, name);
    if (!isRecordFile(manifest, name)) {
      findings.push(note("file-unknown", { file }));
      continue;
    }
    const read = await readIfPresent(directory, name, streamed);
    if (read === undefined) findings.push(failure("file-missing", { file }));
    else {
      if (read instanceof Uint8Array) contents.set(name, read);
      const found = read instanceof Uint8Array ? { bytes: read.length, sha256: sha256Hex(read) } : read;
      const unchanged = found.bytes === hash.bytes && found.sha256 === hash.sha256;
      if (!unchanged) findings.push(failure("file-changed", { file }));
    }
  }
  const isUnlisted = (name: string): boolean => !Object.hasOwn(files, name);
  const absent = neededFiles(manifest, Object.keys(files)).filter(isUnlisted);
  const added = present.filter(isUnlisted).filter((name) => !absent.includes(name));
  findings.push(...absent.map((name) => failure("file-missing", { file: labelOf(directory, name) })));
  findings.push(...added.map((name) => failure("file-unlisted", { file: labelOf(directory, name) })));
  return { contents, findings };
}

/**
 * Files that must be there, also where nothing was requested or found: an absent one is damage, never "nothing happened".
 * The process that runs the meters has a shard of its own only where it drives the load itself, and nobody does in a run
 * that failed early. A training has no requests: its shards are nodes whose meters were read.
 *
 * @param names those that are there, or listed: a shard has both of its files or none
 */
function neededFiles(manifest: RunManifest, names: readonly string[]): readonly string[] {
  const { version, state, shards } = manifest;
  if (isTrainingRun(manifest)) return state === "complete" ? [STEPS_FILE, FINDINGS_FILE] : [FINDINGS_FILE];
  if (version === 1) return [OLD_REQUESTS_FILE, OLD_TOKENS_FILE, FINDINGS_FILE];
  const workers = shards.map(({ alias }) => alias).filter((alias) => alias !== LOCAL_SHARD && SHARD_ALIAS.test(alias));
  const local = workers.length === 0 && state === "complete" ? [LOCAL_SHARD] : [];
  const found = names.map(shardOfFile).filter((alias) => alias !== undefined);
  const aliases = [...new Set([...workers, ...local, ...found])].sort();
  return [...aliases.flatMap((alias) => Object.values(shardFiles(alias))), FINDINGS_FILE];
}

function isTopFile(name: string): boolean {
  return [FINDINGS_FILE, ENGINE_FILE, STEPS_FILE, OLD_REQUESTS_FILE, OLD_TOKENS_FILE].includes(name);
}

/** A name in a manifest may come from anywhere: only names of ours are ever opened. */
function isRecordFile({ version }: RunManifest, name: string): boolean {
  const isOld = name === OLD_REQUESTS_FILE || name === OLD_TOKENS_FILE;
  const isOfVersion = version === 1 ? isOld : shardOfFile(name) !== undefined;
  const isOfAny = [FINDINGS_FILE, ENGINE_FILE, STEPS_FILE].includes(name);
  return isOfVersion || isOfAny || ID_FOLDERS.some((folder) => idOfFile(folder, name) !== undefined);
}

function presentFilesOf(directory: string, folder: (typeof ID_FOLDERS | typeof SHARD_FOLDERS)[number]) {
  const isOurs = (name: string): boolean =>
    shardOfFile(name) !== undefined || ID_FOLDERS.some((idFolder) => idOfFile(idFolder, name) !== undefined);
  return presentFiles(directory, `${folder}/`, isOurs);
}

/** Names of the files of ours in a folder of the run, relative to the run. @param folder empty, or ending in `/` */
async function presentFiles(
  directory: string,
  folder: string,
  isOurs: (name: string) => boolean,
): Promise<readonly string[]> {
  try {
    const names = await readdir(join(directory, folder));
    return names
      .map((name) => `${folder}${name}`)
      .filter(isOurs)
      .sort();
  } catch (error) {
    // A folder is there only where a file of it is.
    if (isMissing(error)) return [];
    throw readFailed(labelOf(directory, folder), error);
  }
}

/** @returns what is in the file; of one that is streamed, which has been read then, its size and hash */
async function readIfPresent(
  directory: string,
  name: string,
  streamed: StreamedFiles,
): Promise<Buffer | FileHash | undefined> {
  const path = join(directory, name);
  try {
    return await (streamed.isStreamed(name) ? streamed.read(name, path) : readFile(path));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw readFailed(labelOf(directory, name), error);
  }
}
