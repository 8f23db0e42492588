import { listCells } from "../compare/history/list-series.js";
import { findingText, message } from "../locales/catalogue.js";
import { MeasurementError } from "../model/errors.js";
import { type Finding, failure } from "../model/finding.js";
import { type History, readHistory } from "../records/history/read-history.js";
import type { CommandContext } from "./command.js";
import { refuseMissing } from "./read-judgement.js";

/**
 * Reads a history that must have something in it, and says on stderr what is damaged.
 *
 * @throws InputError where there is no such folder
 * @throws MeasurementError where it is empty, or cannot be read
 */
export async function readFilledHistory(dir: string, context: CommandContext): Promise<History> {
  await refuseMissing(dir, "history-not-found", "history-add-first");
  const history = await readHistory(dir);
  warnOf(history.findings, context);
  if (listCells(history.entries).length === 0) throw new MeasurementError(failure("history-empty", { history: dir }));
  return history;
}

/** Findings as warnings on stderr. */
export function warnOf(findings: readonly Finding[], { language, stderr }: CommandContext): void {
  for (const finding of findings) {
    stderr.write(`${message(language, "cli.warning", { text: findingText(language, finding) })}\n`);
  }
}
