import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../model/errors.js";
import { errorCode, isMissing } from "../records/file-error.js";

/**
 * Makes the folder of a history and makes sure that it may be written into, before hours of runs whose result goes there: a wrong
 * path or a missing right fails in the first second.
 *
 * @param file that will be written to, relative to the folder
 * @throws InputError where it cannot
 */
export async function makeHistoryFolder(history: string, file: string): Promise<void> {
  const path = join(history, file);
  try {
    await mkdir(history, { recursive: true });
    await access(history, constants.W_OK | constants.X_OK);
    await access(path, constants.W_OK).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  } catch (error) {
    const data = { path, reason: errorCode(error) };
    throw new InputError([{ code: "output-not-writable", data, hint: "choose-output" }], { cause: error });
  }
}
