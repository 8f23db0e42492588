import { stat } from "node:fs/promises";
import { compareResults } from "../compare/compare-results.js";
import { type Selection, selectEntries } from "../compare/select-execution.js";
import type { Comparison } from "../model/comparison.js";
import { InputError } from "../model/errors.js";
import { isMissing } from "../records/file-error.js";
import { readResults } from "../records/results-reader.js";

/**
 * Compares what lies in a results folder.
 *
 * @throws InputError where there is no such folder
 * @throws MeasurementError where there is nothing in it to compare
 */
export async function readComparisons(resultsDir: string, selection: Selection): Promise<readonly Comparison[]> {
  await stat(resultsDir).catch((error: unknown) => {
    // To the reader of records a missing folder is an empty one; to a user it is a misspelt path.
    if (!isMissing(error)) throw error;
    throw new InputError([{ code: "results-not-found", data: { path: resultsDir }, hint: "run-first" }], {
      cause: error,
    });
  });
  return compareResults(await readResults(resultsDir, (ledger) => selectEntries(ledger, selection)), selection);
}
