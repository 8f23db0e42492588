import { mkdir, open, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ZodType } from "zod";
import { MeasurementError } from "../../model/errors.js";
import type { Fingerprint } from "../../model/fingerprint.js";
import type { HistoryEntry, HistoryEvent } from "../../model/history.js";
import type { NoiseEntry } from "../../model/noise.js";
import { syncFolder, writeFileAtomically } from "../atomic-write.js";
import { isMissing, writeFailed } from "../file-error.js";
import { canonicalJson } from "../hash.js";
import { linesOf } from "../json-lines.js";
import { withLockFile } from "../lock-file.js";
import { noiseSchema } from "../schema/history-noise-schema.js";
import { fingerprintSchema, historyEntrySchema, historyEventSchema } from "../schema/history-schema.js";
import { validJson } from "../valid-json.js";
import {
  ATTRIBUTES,
  ATTRIBUTES_FILE,
  EVENTS_FILE,
  fingerprintFile,
  LOCK_FILE,
  NOISE_FILE,
  seriesFile,
} from "./history-files.js";

const LINE_BREAK = 0x0a;

/**
 * Appends one entry to its series and brings it to the disk, with the facts of its fingerprint.
 *
 * @returns false where the entry stands there already: nothing was written
 * @throws MeasurementError where it cannot be written, or is none
 */
export async function appendHistory(
  dir: string,
  { entry, fingerprint }: { readonly entry: HistoryEntry; readonly fingerprint: Fingerprint },
): Promise<boolean> {
  return await append(dir, seriesFile(entry.systemId, entry.workloadId), historyEntrySchema, entry, fingerprint);
}

/** Appends what became known of a change. @returns and throws as `appendHistory` */
export async function appendEvent(dir: string, event: HistoryEvent): Promise<boolean> {
  return await append(dir, EVENTS_FILE, historyEventSchema, event);
}

/** Appends the noise of an environment. @returns and throws as `appendHistory` */
export async function appendNoise(dir: string, noise: NoiseEntry, fingerprint: Fingerprint): Promise<boolean> {
  return await append(dir, NOISE_FILE, noiseSchema, noise, fingerprint);
}

/**
 * The facts come before the line that names them: a plug that is pulled in between leaves facts that nobody names. All files of
 * a history share one lock, so that of several processes each sees the whole lines of the others.
 */
async function append(
  dir: string,
  file: string,
  schema: ZodType<unknown>,
  value: HistoryEntry | HistoryEvent | NoiseEntry,
  fingerprint?: Fingerprint,
): Promise<boolean> {
  const line = canonicalJson(JSON.parse(validJson(file, schema, value)));
  try {
    await mkdir(join(dir, dirname(file)), { recursive: true });
    return await withLockFile(join(dir, LOCK_FILE), async () => {
      await writeOnce(dir, ATTRIBUTES_FILE, ATTRIBUTES);
      if (fingerprint !== undefined) await writeFingerprint(dir, fingerprint);
      return await appendLine(dir, file, line);
    });
  } catch (error) {
    throw error instanceof MeasurementError ? error : writeFailed(file, error);
  }
}

async function writeFingerprint(dir: string, fingerprint: Fingerprint): Promise<void> {
  const file = fingerprintFile(fingerprint.hash);
  const text = validJson(file, fingerprintSchema, fingerprint, 2);
  await mkdir(join(dir, dirname(file)), { recursive: true });
  await writeOnce(dir, file, `${text}\n`);
}

async function writeOnce(dir: string, file: string, text: string): Promise<void> {
  const path = join(dir, file);
  if (!(await exists(path))) await writeFileAtomically(path, text);
}

/** A last line that was cut off stays for the reader to report; the new one begins behind it on a line of its own. */
async function appendLine(dir: string, file: string, line: string): Promise<boolean> {
  const path = join(dir, file);
  const bytes = await readBytes(path);
  for (const { text } of linesOf(bytes)) if (text === line) return false;
  const endsInsideLine = bytes.length > 0 && bytes.at(-1) !== LINE_BREAK;
  const handle = await open(path, "a");
  try {
    await handle.writeFile(`${endsInsideLine ? "\n" : ""}${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (bytes.length === 0) await syncFolder(dirname(path));
  return true;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(missing)) !== undefined;
}

async function readBytes(path: string): Promise<Buffer> {
  return (await readFile(path).catch(missing)) ?? Buffer.alloc(0);
}

function missing(error: unknown): undefined {
  if (isMissing(error)) return undefined;
  throw error;
}
