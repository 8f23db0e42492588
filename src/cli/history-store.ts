import { listCells } from "../compare/history/list-series.js";
import { findingText, message } from "../locales/catalogue.js";
import { MeasurementError } from "../model/errors.js";
import { type Finding, failure } from "../model/finding.js";
import type { ReportBlock } from "../model/report-model.js";
import { type History, readHistory } from "../records/history/read-history.js";
import { printable, printableBlock, withoutCommands } from "../report/renderers/printable.js";
import { renderPage } from "../report/renderers/terminal.js";
import type { CommandContext } from "./command.js";
import { refuseMissing } from "./read-judgement.js";
import { renderOptions } from "./render-options.js";

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

/** A page about a history. Its names come from records and servers, and may hold anything. */
export function printHistoryPage(
  title: string,
  blocks: readonly ReportBlock[],
  { stdout, environment }: CommandContext,
): void {
  const page = { title: printable(title), blocks: blocks.map(printableBlock) };
  stdout.write(withoutCommands(renderPage(page, renderOptions(stdout, environment))));
}

/** Findings as warnings on stderr. */
export function warnOf(findings: readonly Finding[], { language, stderr }: CommandContext): void {
  for (const finding of findings) {
    stderr.write(`${printable(message(language, "cli.warning", { text: findingText(language, finding) }))}\n`);
  }
}
