import { stat } from "node:fs/promises";
import { unknownName } from "../contract/registry.js";
import { InputError } from "../model/errors.js";
import { listBenchmarkFiles } from "./benchmark-files.js";

const FOLDERS = { system: "systems", workload: "workloads" } as const;

/** The system file that a word on the command line means; see `findListedFile`. */
export function findSystemFile(system: string, workingDir: string): Promise<string> {
  return findListedFile("system", system, workingDir);
}

/** The workload file that a word on the command line means; see `findListedFile`. */
export function findWorkloadFile(workload: string, workingDir: string): Promise<string> {
  return findListedFile("workload", workload, workingDir);
}

/**
 * The file that a word on the command line means: a path, or the id of a listed file.
 *
 * @returns a path; whether it leads to a file is for the reader to say
 * @throws InputError where the word is no path and nothing of that id is listed
 */
async function findListedFile(kind: keyof typeof FOLDERS, word: string, workingDir: string): Promise<string> {
  if (/[\\/]|\.ya?ml$/.test(word) || (await exists(word))) return word;
  const files = await listBenchmarkFiles(FOLDERS[kind], workingDir);
  // The caller's own files come first, so that they win over those of the package.
  const found = files.find(({ id }) => id === word);
  if (found !== undefined) return found.path;
  const ids = [...new Set(files.flatMap(({ id }) => id ?? []))];
  throw new InputError([unknownName(kind, word, ids)]);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
