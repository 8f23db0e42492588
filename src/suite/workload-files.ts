import { basename, dirname, join, resolve } from "node:path";
import { readTrace, type TraceReading } from "../load/arrivals/traces/read-trace.js";
import type { DatasetEntry } from "../load/prompts/dataset-entry.js";
import { readDataset } from "../load/prompts/read-dataset.js";
import { InputError } from "../model/errors.js";
import type { Problem } from "../model/problem.js";
import { NS_PER_SECOND } from "../model/time.js";
import { DATASET_FORMS, TRACE_FORMATS, type WorkloadFile } from "../model/workload.js";
import { hashFile } from "../records/hash-file.js";
import { loadSecondsOf } from "./arrival-checks.js";
import { toProblem } from "./mistake.js";
import { keysAt, numberAt, textAt } from "./peek.js";
import { unreadableFile } from "./read-yaml.js";
import type { YamlDocument } from "./yaml-document.js";

/** A file beside a workload as it was found. */
export interface FoundFile extends WorkloadFile {
  /** Absolute. */
  readonly path: string;
}

/** What came of a file that a workload names. */
export interface FileReading {
  readonly file?: FoundFile | undefined;
  readonly problems: readonly Problem[];
}

/** Where in a workload files are named. */
const TRACE_PATH = ["arrival", "file"];
const DATASET_PATH = ["dataset", "file"];

const NOTHING: FileReading = { problems: [] };

/** Reads the trace that a workload names, relative to its own folder, and says what is wrong with it and its use. */
export async function findTrace(document: YamlDocument): Promise<FileReading> {
  const { value } = document;
  const name = textAt(value, ...TRACE_PATH) ?? "";
  const format = TRACE_FORMATS.find((known) => known === textAt(value, "arrival", "format"));
  if (textAt(value, "arrival", "kind") !== "trace" || name === "" || format === undefined) return NOTHING;
  const speed = numberAt(value, "arrival", "speed") ?? 1;
  const loadSeconds = loadSecondsOf(value) ?? Number.POSITIVE_INFINITY;
  const untilNs = loadSeconds * speed * NS_PER_SECOND;
  return findFile(document, TRACE_PATH, async (path, file) => {
    const reading = await readTrace({ format, path, file, untilNs });
    return { sha256: reading.sha256, problems: [...reading.problems, ...tooShort(document, reading, speed)] };
  });
}

/** A trace is not begun again: its second round would be another load than the trace. */
function tooShort(document: YamlDocument, { rows, problems }: TraceReading, speed: number): readonly Problem[] {
  const loadSeconds = loadSecondsOf(document.value);
  const traceSeconds = (rows.at(-1)?.atNs ?? 0) / NS_PER_SECOND / speed;
  if (problems.length > 0 || loadSeconds === undefined || traceSeconds >= loadSeconds) return [];
  const data = { traceSeconds, loadSeconds };
  return [toProblem(document, { path: TRACE_PATH, at: "value", code: "trace-too-short", data, hint: "longer-trace" })];
}

/** Reads the data set that a workload names, relative to its own folder. */
export async function findDataset(document: YamlDocument): Promise<FileReading> {
  const { value } = document;
  const name = textAt(value, ...DATASET_PATH) ?? "";
  const form = DATASET_FORMS.find((known) => known === textAt(value, "dataset", "form"));
  if (name === "" || form === undefined) return NOTHING;
  return findFile(document, DATASET_PATH, async (path, file) => {
    const sha256 = await hashFile(path);
    const entries = await readDataset(form, path, file);
    return { sha256, problems: lengthProblems(document, entries) };
  });
}

/** Without a distribution every line must say how long its answer is. */
function lengthProblems(document: YamlDocument, entries: readonly DatasetEntry[]): readonly Problem[] {
  if (keysAt(document.value).includes("outputTokens")) return [];
  const without = entries.filter(({ outputTokens }) => outputTokens === undefined).length;
  if (without === 0) return [];
  const data = { without, entries: entries.length };
  return [
    toProblem(document, {
      path: DATASET_PATH,
      at: "value",
      code: "answers-without-length",
      data,
      hint: "give-output-tokens",
    }),
  ];
}

async function findFile(
  document: YamlDocument,
  place: readonly string[],
  read: (path: string, file: string) => Promise<{ readonly sha256: string; readonly problems: readonly Problem[] }>,
): Promise<FileReading> {
  const reference = textAt(document.value, ...place) ?? "";
  const folder = dirname(document.file);
  const path = resolve(folder, reference);
  const file = join(folder, reference);
  try {
    const { sha256, problems } = await read(path, file);
    return { file: { name: basename(path), sha256, path }, problems };
  } catch (error) {
    if (error instanceof InputError) return { problems: error.problems };
    return { problems: [await unreadableFile(file, error, document.locate(place, "value"))] };
  }
}
