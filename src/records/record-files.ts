import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Finding, failure, note } from "../model/finding.js";
import type { RunManifest } from "../model/run-record.js";
import { isMissing, readFailed } from "./file-error.js";
import { sha256Hex } from "./hash.js";
import { ENGINE_FILE, FIXED_FILES, ID_FOLDERS, type IdFolder, idOfFile, labelOf } from "./run-files.js";

/** The files of a run beside its manifest, by their names. */
export interface RecordFiles {
  readonly contents: ReadonlyMap<string, Buffer>;
  /** What is missing, was added or was changed since the run ended. */
  readonly findings: readonly Finding[];
}

/**
 * Reads the files of a run. Those of a run that ended are the ones that its manifest lists, held against their hashes;
 * those of a run that never came to its end are the ones that are there.
 *
 * @throws MeasurementError where a file exists and cannot be read
 */
export async function readRecordFiles(directory: string, manifest: RunManifest): Promise<RecordFiles> {
  const present = [
    ...(await presentFiles(directory, "", (name) => name === ENGINE_FILE)),
    ...(await Promise.all(ID_FOLDERS.map((folder) => presentIdFiles(directory, folder)))).flat(),
  ];
  return manifest.state === "running"
    ? readUnfinished(directory, [...FIXED_FILES, ...present])
    : readFinished(directory, manifest, present);
}

async function readUnfinished(directory: string, names: readonly string[]): Promise<RecordFiles> {
  const contents = new Map<string, Buffer>();
  const findings: Finding[] = [];
  for (const name of names) {
    const bytes = await readIfPresent(directory, name);
    if (bytes === undefined) findings.push(failure("file-missing", { file: labelOf(directory, name) }));
    else contents.set(name, bytes);
  }
  return { contents, findings };
}

async function readFinished(
  directory: string,
  { files }: RunManifest,
  present: readonly string[],
): Promise<RecordFiles> {
  const contents = new Map<string, Buffer>();
  const findings: Finding[] = [];
  for (const [name, hash] of Object.entries(files)) {
    const file = labelOf(directory, name);
    if (!isRecordFile(name)) {
      findings.push(note("file-unknown", { file }));
      continue;
    }
    const bytes = await readIfPresent(directory, name);
    if (bytes === undefined) findings.push(failure("file-missing", { file }));
    else {
      contents.set(name, bytes);
      const unchanged = bytes.length === hash.bytes && sha256Hex(bytes) === hash.sha256;
      if (!unchanged) findings.push(failure("file-changed", { file }));
    }
  }
  const absent = FIXED_FILES.filter((name) => !Object.hasOwn(files, name));
  const added = present.filter((name) => !Object.hasOwn(files, name));
  findings.push(...absent.map((name) => failure("file-missing", { file: labelOf(directory, name) })));
  findings.push(...added.map((name) => failure("file-unlisted", { file: labelOf(directory, name) })));
  return { contents, findings };
}

/** A name in a manifest may come from anywhere: only names of ours are ever opened. */
function isRecordFile(name: string): boolean {
  const isFixed = [...FIXED_FILES, ENGINE_FILE].some((fixed) => fixed === name);
  return isFixed || ID_FOLDERS.some((folder) => idOfFile(folder, name) !== undefined);
}

function presentIdFiles(directory: string, folder: IdFolder): Promise<readonly string[]> {
  return presentFiles(directory, `${folder}/`, (name) => idOfFile(folder, name) !== undefined);
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

async function readIfPresent(directory: string, name: string): Promise<Buffer | undefined> {
  try {
    return await readFile(join(directory, name));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw readFailed(labelOf(directory, name), error);
  }
}
