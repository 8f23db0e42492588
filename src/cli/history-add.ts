import { type HistoryEntries, historyEntries } from "../compare/history/history-entries.js";
import { type Selection, selectEntries, selectExecution } from "../compare/select-execution.js";
import { message } from "../locales/catalogue.js";
import { InputError, MeasurementError } from "../model/errors.js";
import { EXIT, type ExitCode } from "../model/exit-codes.js";
import { failure } from "../model/finding.js";
import { appendHistory } from "../records/history/append-history.js";
import { type Results, readResults } from "../records/results-reader.js";
import type { CommandContext } from "./command.js";
import { addedBlocks } from "./history-pages.js";
import { printHistoryPage, warnOf } from "./history-store.js";
import { refuseMissing } from "./read-judgement.js";

export interface AddValues {
  readonly history: string;
  readonly results: string;
  readonly selection: Selection;
  readonly commit?: string | undefined;
  readonly vary?: readonly string[] | undefined;
}

/** `tokwatt history add RESULTS`: the points that one execution makes. */
export async function addToHistory(
  { history, results: resultsDir, selection, commit, vary }: AddValues,
  context: CommandContext,
): Promise<ExitCode> {
  if (commit !== undefined && !/^[^\r\n]*\S[^\r\n]*$/.test(commit)) {
    throw new InputError([{ code: "history-commit-empty", data: {}, hint: "history-give-commit" }]);
  }
  await refuseMissing(resultsDir, "results-not-found", "run-first");
  const results = await readResults(resultsDir, (ledger) => selectEntries(ledger, selection));
  const underTest = commit?.trim() ?? recordedCommit(results, selection);
  const { entries, findings } = historyEntries(results, { commit: underTest, vary, selection });
  warnOf(findings, context);
  if (entries.length === 0) throw new MeasurementError(failure("history-nothing-to-add"));
  const done: (HistoryEntries["entries"][number] & { readonly isAdded: boolean })[] = [];
  for (const one of entries) done.push({ ...one, isAdded: await appendHistory(history, one) });
  const title = message(context.language, "history.added", { history });
  printHistoryPage(title, addedBlocks(done, context.language), context);
  return EXIT.ok;
}

/**
 * The commit of the checkout that the suite was run from; with `-dirty` behind it where there were changes that nobody committed.
 *
 * @throws InputError where the records name none, or several
 */
export function recordedCommit(results: Results, selection: Selection): string {
  const { entries } = selectExecution(results, selection);
  const commits = new Set(
    entries.flatMap(({ runId }) => {
      const git = results.runs.get(runId)?.manifest.git;
      return git === undefined ? [] : [`${git.commit}${git.dirty ? "-dirty" : ""}`];
    }),
  );
  const [first, ...others] = commits;
  const hint = "history-give-commit";
  if (first === undefined) throw new InputError([{ code: "history-commit-missing", data: {}, hint }]);
  if (others.length === 0) return first;
  const data = { commits: [...commits].join(", ") };
  throw new InputError([{ code: "history-commits-differ", data, hint }]);
}
