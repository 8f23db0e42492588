import { open, rm, stat } from "node:fs/promises";
import { InputError } from "../model/errors.js";
import { writeFileAtomically } from "../records/atomic-write.js";
import { errorCode, isMissing } from "../records/file-error.js";

/**
 * Makes sure that a file can be written, before the work whose result goes there: a wrong path fails in the first second.
 *
 * @throws InputError where it cannot
 */
export async function checkOutputFile(path: string): Promise<void> {
  const trial = `${path}.tmp`;
  try {
    if (await isFolder(path)) throw new Error("EISDIR");
    await (await open(trial, "w")).close();
    await rm(trial);
  } catch (error) {
    throw notWritable(path, error);
  }
}

/**
 * Writes the whole file or none of it.
 *
 * @throws InputError where it cannot be written
 */
export async function writeOutputFile(path: string, text: string): Promise<void> {
  try {
    await writeFileAtomically(path, text);
  } catch (error) {
    throw notWritable(path, error);
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Whether a path leads to a file. */
export async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

function notWritable(path: string, error: unknown): InputError {
  const data = { path, reason: errorCode(error) };
  return new InputError([{ code: "output-not-writable", data, hint: "choose-output" }], { cause: error });
}
