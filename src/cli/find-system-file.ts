import { stat } from "node:fs/promises";
import { unknownName } from "../contract/registry.js";
import { InputError } from "../model/errors.js";
import { listBenchmarkFiles } from "./benchmark-files.js";

/**
 * The system file that a word on the command line means: a path, or the id of a listed system.
 *
 * @returns a path that `readSystem` reads; whether a path leads to a file is for it to say
 * @throws InputError where the word is no path and no system of that id is listed
 */
export async function findSystemFile(system: string, workingDir: string): Promise<string> {
  if (/[\\/]|\.ya?ml$/.test(system) || (await exists(system))) return system;
  const files = await listBenchmarkFiles("systems", workingDir);
  // The caller's own files come first, so that they win over those of the package.
  const found = files.find(({ id }) => id === system);
  if (found !== undefined) return found.path;
  const ids = [...new Set(files.flatMap(({ id }) => id ?? []))];
  throw new InputError([unknownName("system", system, ids)]);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
