import { message, wordText } from "../locales/catalogue.js";
import type { Comparison, ListedRun } from "../model/comparison.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock, ReportText } from "../model/report-model.js";
import type { Footnotes } from "./footnotes.js";

const VALIDITY_TONES = { valid: "plain", degraded: "caution", invalid: "bad", absent: "bad" } as const;

/** Every run of the plan, also those that were left out; the reasons stand in the notes, the execution in the identification. */
export function runListBlocks(
  { runs, executionId }: Pick<Comparison, "runs" | "executionId">,
  language: Language,
  footnotes: Footnotes,
): readonly ReportBlock[] {
  const used = runs.filter((run) => run.used).length;
  const title = message(language, "report.runs", { used, all: runs.length });
  return [
    { kind: "paragraph", text: title, tone: "strong" },
    {
      kind: "table",
      columns: [
        { header: message(language, "report.column.run"), align: "left" },
        { header: message(language, "report.column.system"), align: "left" },
        { header: message(language, "report.column.repeat"), align: "right" },
        { header: message(language, "report.column.started"), align: "left" },
        { header: message(language, "report.column.validity"), align: "left" },
        { header: message(language, "report.column.use"), align: "left" },
        { header: message(language, "report.column.remarks"), align: "left" },
      ],
      rows: runs.map((run) => runCells(run, executionId, language, footnotes)),
    },
  ];
}

function runCells(
  run: ListedRun,
  executionId: string,
  language: Language,
  footnotes: Footnotes,
): readonly ReportText[] {
  const reasons = run.leftOut === undefined ? run.findings : [run.leftOut, ...run.findings];
  return [
    { text: shortRunId(run.runId, executionId), tone: "plain" },
    { text: run.systemId, tone: "plain" },
    { text: String(run.repeat), tone: "plain" },
    { text: shortInstant(run.startedAt), tone: "muted" },
    { text: wordText(language, run.validity), tone: VALIDITY_TONES[run.validity] },
    run.used
      ? { text: message(language, "report.run.used"), tone: "plain" }
      : { text: message(language, "report.run.left-out"), tone: "bad" },
    { text: footnotes.refer(reasons), tone: "plain" },
  ];
}

/** A run's id without that of its execution, which would stand before every one. */
function shortRunId(runId: string, executionId: string): string {
  return runId.startsWith(`${executionId}-`) ? runId.slice(executionId.length + 1) : runId;
}

/** `2026-11-22T12:00:05.123Z` to the second. */
function shortInstant(instant: string): string {
  return instant.replace(/\.\d+Z$/, "Z").replace("T", " ");
}
