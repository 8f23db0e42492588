import { mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { MeasurementError } from "../model/errors.js";
import { failure } from "../model/finding.js";
import type { FileHash, RunManifest } from "../model/run-record.js";
import { syncFolder, writeFileAtomically } from "./atomic-write.js";
import { errorCode, isMissing, readFailed, writeFailed } from "./file-error.js";
import { hashFile } from "./hash-file.js";
import { redactManifest } from "./redact-record.js";
import { type IdFolder, labelOf, MANIFEST_FILE, RUN_ID, SHARD_FOLDERS, shardOfFile } from "./run-files.js";
import { manifestSchema } from "./schema/manifest-schema.js";
import { validJson } from "./valid-json.js";

/**
 * Creates the folder of a new run and returns its path.
 *
 * @throws MeasurementError where it exists or cannot be created
 * @throws RangeError where the run's id is no name of a folder
 */
export async function createRunFolder(resultsDir: string, runId: string): Promise<string> {
  if (!RUN_ID.test(runId)) throw new RangeError(`no name of a folder: ${runId}`);
  const directory = join(resultsDir, runId);
  const refuse = (error: unknown): never => {
    throw writeFailed(runId, error);
  };
  await mkdir(resultsDir, { recursive: true }).catch(refuse);
  await mkdir(directory).catch((error: unknown) => {
    if (errorCode(error) !== "EEXIST") refuse(error);
    throw new MeasurementError(failure("run-exists", { run: runId }), { cause: error });
  });
  await syncFolder(resultsDir).catch(refuse);
  return directory;
}

/** Creates the folder of a run's traces or logs unless it is there; rejects with the operating system's error. */
export async function createIdFolder(directory: string, folder: IdFolder): Promise<void> {
  await mkdir(join(directory, folder)).catch((error: unknown) => {
    if (errorCode(error) !== "EEXIST") throw error;
  });
}

/** Names of the files of all shards in a run's folder, whichever process wrote them, in the order of their names. */
export async function namesOfShardFiles(directory: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const folder of SHARD_FOLDERS) {
    try {
      const files = await readdir(join(directory, folder));
      names.push(...files.map((file) => `${folder}/${file}`).sort());
    } catch (error) {
      if (!isMissing(error)) throw readFailed(labelOf(directory, folder), error);
    }
  }
  return names.filter((name) => shardOfFile(name) !== undefined);
}

/** A manifest that may be written: redacted, and with the text that a reader accepts. */
export interface PreparedManifest {
  readonly manifest: RunManifest;
  readonly text: string;
}

/** @throws MeasurementError where it holds what the format does not allow */
export function prepareManifest(content: RunManifest): PreparedManifest {
  const manifest = redactManifest(content);
  return { manifest, text: `${validJson(`${content.runId}/${MANIFEST_FILE}`, manifestSchema, manifest, 2)}\n` };
}

/**
 * Puts a manifest in the place of the one before it.
 *
 * @throws MeasurementError
 */
export async function writeManifest(directory: string, { manifest, text }: PreparedManifest): Promise<void> {
  await writeFileAtomically(join(directory, MANIFEST_FILE), text).catch((error: unknown) => {
    throw writeFailed(`${manifest.runId}/${MANIFEST_FILE}`, error);
  });
}

/** Hashes what stands on the disk, not what was meant to: this is what a reader will see. */
export async function hashFiles(
  directory: string,
  names: readonly string[],
): Promise<Readonly<Record<string, FileHash>>> {
  const hashes: Record<string, FileHash> = {};
  for (const name of names) {
    try {
      const path = join(directory, name);
      const { size } = await stat(path);
      hashes[name] = { bytes: size, sha256: await hashFile(path) };
    } catch (error) {
      // A file that could not be created has told so when it was closed.
      if (!isMissing(error)) throw readFailed(name, error);
    }
  }
  return hashes;
}
