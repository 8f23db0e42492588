import { stat } from "node:fs/promises";
import { judgeResults } from "../compare/judge-results.js";
import { type Selection, selectEntries } from "../compare/select-execution.js";
import { DEFINITION_SETS } from "../metrics/definitions/all.js";
import type { DefinitionName } from "../model/definition-stamp.js";
import { InputError } from "../model/errors.js";
import type { Judgement } from "../model/judgement.js";
import type { NoiseEntry } from "../model/noise.js";
import { isMissing } from "../records/file-error.js";
import { readResults } from "../records/results-reader.js";

/**
 * Judges what lies in a results folder: the execution that is asked for, or the last one.
 *
 * @param definitions whose, where another tool's are wanted
 * @param noise what was measured of the noise of the systems before
 * @throws InputError where there is no such folder
 * @throws MeasurementError where there is nothing in it to judge
 */
export async function readJudgement(
  resultsDir: string,
  selection: Selection,
  definitions?: DefinitionName,
  noise?: readonly NoiseEntry[],
): Promise<Judgement> {
  await refuseMissing(resultsDir, "results-not-found", "run-first");
  const results = await readResults(resultsDir, (ledger) => selectEntries(ledger, selection));
  return judgeResults(results, selection, definitions && DEFINITION_SETS[definitions], noise);
}

/** To readers of records a missing folder is an empty one; to a user it is a misspelt path. */
export async function refuseMissing(path: string, code: string, hint: string): Promise<void> {
  await stat(path).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
    throw new InputError([{ code, data: { path }, hint }], { cause: error });
  });
}
