import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Text of one file below a sysfs folder, without the line's end. Rejects with the system's error. */
export async function readSysfsText(...path: readonly string[]): Promise<string> {
  return (await readFile(join(...path), "utf8")).trimEnd();
}

/** Names in a sysfs folder, in alphabetical order; none where there is no such folder. */
export async function listSysfsFolder(path: string): Promise<readonly string[]> {
  try {
    return (await readdir(path)).sort();
  } catch (error) {
    if (isErrorWithCode(error) && error.code === "ENOENT") return [];
    throw error;
  }
}

/** Whether the kernel lets only root read, as it does for energy counters since 2020. */
export function isPermissionError(error: unknown): boolean {
  return isErrorWithCode(error) && (error.code === "EACCES" || error.code === "EPERM");
}

function isErrorWithCode(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && "code" in error;
}
