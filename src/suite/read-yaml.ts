import { readdir, readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { closest } from "../contract/closest.js";
import type { Problem } from "../model/problem.js";
import { type Location, parseYaml, type YamlReading } from "./yaml-document.js";

/**
 * Reads a YAML file. A file that cannot be read is a problem at the place that refers to it, or of the file itself where
 * nothing does.
 *
 * @param file path as it is used and as messages show it
 */
export async function readYaml(file: string, referredFrom?: Location): Promise<YamlReading> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return { problems: [await unreadableFile(file, error, referredFrom ?? { file })] };
  }
  try {
    return parseYaml(file, new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { problems: [{ code: "file-not-utf8", data: { path: file }, file }] };
  }
}

/** Why a file could not be read, at the place that refers to it. */
export async function unreadableFile(
  file: string,
  error: unknown,
  place: Location | { file: string },
): Promise<Problem> {
  const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
  if (reason !== "ENOENT" && reason !== "ENOTDIR") {
    return { code: "file-unreadable", data: { path: file, reason }, ...place };
  }
  const suggestion = closest(basename(file), await filesBeside(file));
  const data = { path: file, suggestion: suggestion ?? "" };
  return { code: "file-not-found", data, ...place, ...(suggestion === undefined ? {} : { hint: "did-you-mean" }) };
}

async function filesBeside(file: string): Promise<readonly string[]> {
  try {
    return (await readdir(dirname(file))).sort();
  } catch {
    // The folder is missing as well: there is nothing to suggest.
    return [];
  }
}
