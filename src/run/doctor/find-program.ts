import { access, constants } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";

/**
 * Whether a command can be started on this machine.
 *
 * @param program a name that is looked for on `path`, or a path by itself
 * @param path as the variable PATH says it
 * @param directory that a relative path begins in
 */
export async function findProgram(program: string, path: string | undefined, directory = "."): Promise<boolean> {
  const places = program.includes("/")
    ? [resolve(directory, program)]
    : (path ?? "").split(delimiter).map((folder) => join(folder, program));
  const found = await Promise.all(places.map(isExecutable));
  return found.includes(true);
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
