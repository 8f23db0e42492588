import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { SearchQuestion, SearchRecord } from "../../model/search.js";
import { writeFileAtomically } from "../../records/atomic-write.js";
import { isMissing } from "../../records/file-error.js";
import { canonicalJson, hashOf } from "../../records/hash.js";

const NAME = /^search-[\w-]+\.json$/;

/** Names a search: the beginning of its question's hash, and the second in which it began. */
export function searchIdOf(question: SearchQuestion, wallUnixMs: number): string {
  const stamp = new Date(wallUnixMs)
    .toISOString()
    .replace(/[-:]|\.\d+/g, "")
    .toLowerCase();
  return `${hashOf(question).slice(0, 8)}-${stamp}`;
}

/** Writes the whole record anew, so that whatever happens the last probe that ended stands in it. */
export async function writeSearch(resultsDir: string, record: SearchRecord): Promise<string> {
  const path = join(resultsDir, `search-${record.id}.json`);
  await writeFileAtomically(path, `${JSON.stringify(record, undefined, 2)}\n`);
  return path;
}

/** The last search with this question that has no answer yet; undefined where there is none. */
export async function findUnfinishedSearch(
  resultsDir: string,
  question: SearchQuestion,
): Promise<SearchRecord | undefined> {
  const names = await readdir(resultsDir).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
    return [];
  });
  const records: SearchRecord[] = [];
  for (const name of names.filter((one) => NAME.test(one))) {
    const record = await readJson(join(resultsDir, name));
    if (isSearch(record)) records.push(record);
  }
  const wanted = canonicalJson(question);
  return records
    .filter(({ question: asked, answer }) => answer === undefined && canonicalJson(asked) === wanted)
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt))
    .at(-1);
}

/** Undefined where the file cannot be read or is damaged: then there is nothing to continue in it. */
async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** By its label alone: `question` is compared as a whole before anything else of it is used. */
function isSearch(value: unknown): value is SearchRecord {
  return typeof value === "object" && value !== null && "format" in value && value.format === "tokwatt.search";
}
