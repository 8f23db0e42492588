import { findingText, localize, message } from "../locales/catalogue.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock, ReportColumn, ReportText } from "../model/report-model.js";
import type { SummaryRow, SystemSummary } from "../model/system-summary.js";
import { boundaryText } from "./comparability.js";
import { endpointBlocks } from "./endpoint-section.js";
import { createFootnotes, type Footnotes, toneOf } from "./footnotes.js";
import { MISSING } from "./format-number.js";
import { marksOf, marksText } from "./marks.js";
import { byGroup, metricCell, runsWithValue } from "./metric-cell.js";
import { valueText } from "./row-text.js";
import { runListBlocks } from "./run-list.js";
import { systemLine } from "./system-line.js";
import { titledList } from "./titled-list.js";
import { trainingBlocks } from "./training-section.js";

/** One system on one workload that is compared with nothing: its values with their intervals, every run, caveats, notes. */
export function summarySection(summary: SystemSummary, language: Language): readonly ReportBlock[] {
  const footnotes = createFootnotes(language);
  const names = { workload: localize(language, summary.workload.title), system: summary.system.systemId };
  const caveats = summary.caveats.map((caveat) => ({ text: findingText(language, caveat), tone: toneOf(caveat) }));
  return [
    { kind: "heading", text: message(language, "report.summary", names) },
    {
      kind: "list",
      items: [systemLine("report.role.system", summary.system, language), boundaryText(summary.boundary, language)],
    },
    ...trainingBlocks(summary, language),
    ...(summary.training === undefined
      ? []
      : [{ kind: "paragraph" as const, text: message(language, "report.training.metrics"), tone: "strong" as const }]),
    {
      kind: "table",
      columns: columns(language),
      rows: byGroup(summary.rows).map((row) => cells(summary, row, language, footnotes)),
    },
    ...endpointBlocks(summary.endpoints, language),
    ...runListBlocks(summary, language, footnotes),
    ...titledList(message(language, "report.caveats"), caveats),
    ...titledList(message(language, "report.notes"), footnotes.list()),
  ];
}

function columns(language: Language): readonly ReportColumn[] {
  return [
    { header: message(language, "report.column.metric"), align: "left" },
    { header: message(language, "report.column.mean"), align: "right" },
    { header: message(language, "report.column.n"), align: "right" },
    { header: message(language, "report.column.marks"), align: "left" },
    { header: message(language, "report.column.remarks"), align: "left" },
  ];
}

function cells(
  { stamps, system }: SystemSummary,
  row: SummaryRow,
  language: Language,
  footnotes: Footnotes,
): readonly ReportText[] {
  const { values, unit } = row;
  const reasons = values.summary.kind === "estimate" ? [] : [values.summary.reason];
  return [
    { text: metricCell(row, language), tone: "plain" },
    { text: valueText(values, unit) ?? MISSING, tone: "plain" },
    { text: String(runsWithValue(values)), tone: "plain" },
    { text: marksText(marksOf(stamps, [{ system, values }], language), language), tone: "caution" },
    { text: footnotes.refer(reasons), tone: "plain" },
  ];
}
