import { historyEntries } from "../compare/history/history-entries.js";
import { message } from "../locales/catalogue.js";
import { InputError } from "../model/errors.js";
import type { GateReport } from "../model/gate.js";
import { appendHistory } from "../records/history/append-history.js";
import { SERIES_FOLDER } from "../records/history/history-files.js";
import { readGitState } from "../run/git-state.js";
import type { CommandContext } from "./command.js";
import type { GateChosen } from "./gate-arguments.js";
import type { Measured } from "./gate-runs.js";
import { makeHistoryFolder } from "./history-folder.js";
import { warnOf } from "./history-store.js";

/**
 * Makes sure before the first run that the head can be kept under a name, and that its history may be written into.
 *
 * @throws InputError where nobody names it, or where the folder cannot be written
 */
export async function checkAdd(
  { add, commit, recorded, history }: GateChosen,
  { workingDir }: CommandContext,
): Promise<void> {
  if (!add) return;
  await makeHistoryFolder(history, SERIES_FOLDER);
  if (commit !== undefined || recorded) return;
  if ((await readGitState(workingDir)) === undefined) {
    throw new InputError([{ code: "history-commit-missing", data: {}, hint: "history-give-commit" }]);
  }
}

/**
 * Keeps the head as one more entry of its history, unless the report says that something regressed, or may have and nobody looked
 * twice. A baseline must not follow the regression down; that it is not frozen either is the history's part: whoever accepts the
 * new level adds it with `tokwatt history add` and acknowledges the change, and the stable segment begins anew.
 */
export async function addHead(
  report: GateReport,
  { results, selection }: Measured,
  { history }: GateChosen,
  context: CommandContext,
): Promise<void> {
  const { language, stderr } = context;
  const say = (key: Parameters<typeof message>[1], data = {}) =>
    void stderr.write(`${message(language, key, { history, ...data })}\n`);
  if (!isFitToKeep(report)) return say("cli.gate.not-added");
  const { commit = "" } = report;
  const { entries, findings } = historyEntries(results, { commit, selection });
  warnOf(findings, context);
  const heads = new Set(report.lines.map(({ systemId }) => systemId));
  const own = entries.filter(({ entry }) => heads.has(entry.systemId));
  for (const one of own) await appendHistory(history, one);
  say("cli.gate.added", { commit, entries: own.length });
}

/** Whether the head may become part of what later ones are held against. */
export function isFitToKeep({ lines, control }: Pick<GateReport, "lines" | "control">): boolean {
  return (
    lines.length > 0 &&
    control?.isBlind !== true &&
    lines.every(
      ({ decision, reasons }) =>
        decision !== "regressed" &&
        decision !== "not-comparable" &&
        !reasons.some(({ code }) => code === "regression-unchecked"),
    )
  );
}
