import { InputError } from "../../model/errors.js";
import type { Problem } from "../../model/problem.js";
import type { DatasetEntry } from "./dataset-entry.js";
import { type DatasetForm, readEntry } from "./dataset-forms.js";
import { type JsonElement, readJsonElements } from "./json-elements.js";

/** Mistakes that are named one by one; the others are counted. */
const PROBLEMS_NAMED = 20;

/**
 * Reads a data set of JSON lines, or of one JSON array.
 *
 * @param path where the file is
 * @param file how messages call it
 * @throws InputError with the lines that are not of the form, or when no entry holds a prompt; the file system's error when
 *   the file cannot be read
 */
export async function readDataset(form: DatasetForm, path: string, file = path): Promise<readonly DatasetEntry[]> {
  const entries: DatasetEntry[] = [];
  const problems: Problem[] = [];
  let mistakes = 0;
  for await (const element of readJsonElements(path)) {
    const reading = readElement(form, element);
    if ("entry" in reading) {
      if (reading.entry !== undefined) entries.push(reading.entry);
      continue;
    }
    mistakes += 1;
    const place = { file, line: element.line, column: 1 };
    if (mistakes <= PROBLEMS_NAMED) problems.push({ code: reading.fault, data: {}, ...place, hint: `dataset-${form}` });
  }
  if (mistakes > PROBLEMS_NAMED) {
    problems.push({ code: "dataset-more-problems", data: { count: mistakes - PROBLEMS_NAMED }, file });
  }
  if (mistakes === 0 && entries.length === 0) {
    problems.push({ code: "dataset-empty", data: {}, file, hint: `dataset-${form}` });
  }
  if (problems.length > 0) throw new InputError(problems);
  return entries;
}

function readElement(form: DatasetForm, { text }: JsonElement): ReturnType<typeof readEntry> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { fault: "dataset-not-json" };
  }
  return readEntry(form, json);
}
