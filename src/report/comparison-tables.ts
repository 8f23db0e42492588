import { localize, message } from "../locales/catalogue.js";
import type { Comparison, ComparisonRow } from "../model/comparison.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock, ReportColumn, ReportText } from "../model/report-model.js";
import type { Footnotes } from "./footnotes.js";
import { formatPercent, MISSING } from "./format-number.js";
import { reasonsOf } from "./headline.js";
import { marginTestFindings } from "./margin-tests.js";
import { marksText, rowMarks } from "./marks.js";
import { byGroup, metricCell, runsWithValue } from "./metric-cell.js";
import type { ReportDetail } from "./report-detail.js";
import { type IntervalText, ratioText, valueText, verdictText } from "./row-text.js";

/** Primary metrics in one table, all others by group in a second, then how to read them. */
export function comparisonTables(
  comparison: Comparison,
  language: Language,
  footnotes: Footnotes,
  detail: ReportDetail,
): readonly ReportBlock[] {
  const { primary, others } = orderRows(comparison.rows);
  const table = (title: string, rows: readonly ComparisonRow[]): readonly ReportBlock[] =>
    rows.length === 0
      ? []
      : [
          { kind: "paragraph", text: title, tone: "strong" },
          {
            kind: "table",
            columns: columns(comparison, language),
            rows: rows.map((row) => cells(comparison, row, language, footnotes)),
          },
        ];
  const legend = message(language, "report.legend", {
    candidate: comparison.candidate.systemId,
    baseline: comparison.baseline.systemId,
    confidence: formatPercent(comparison.confidence),
  });
  return [
    ...table(message(language, "report.primary"), primary),
    ...table(titleOfOthers(comparison, language), showsOthers(comparison, detail) ? others : []),
    { kind: "paragraph", text: legend, tone: "muted" },
  ];
}

/** Other tools' metrics are asked for by name, so that a brief report shows them too. */
export function showsOthers({ definitions }: Comparison, detail: ReportDetail): boolean {
  return detail === "full" || definitions !== undefined;
}

function titleOfOthers({ definitions }: Comparison, language: Language): string {
  if (definitions === undefined) return message(language, "report.others");
  return message(language, "report.definitions.table", { tool: localize(language, definitions.title) });
}

/** Rows as a report shows them: the primary ones, and the others by group; within each in the order given. */
export function orderRows(rows: readonly ComparisonRow[]): {
  readonly primary: readonly ComparisonRow[];
  readonly others: readonly ComparisonRow[];
} {
  return { primary: rows.filter((row) => row.primary), others: byGroup(rows.filter((row) => !row.primary)) };
}

function columns(comparison: Comparison, language: Language): readonly ReportColumn[] {
  const confidence = formatPercent(comparison.confidence);
  const left = (header: string): ReportColumn => ({ header, align: "left" });
  const right = (header: string): ReportColumn => ({ header, align: "right" });
  return [
    left(message(language, "report.column.metric")),
    right(comparison.candidate.systemId),
    right(comparison.baseline.systemId),
    right(message(language, "report.column.ratio")),
    right(message(language, "report.column.noise", { confidence })),
    right(message(language, "report.column.systematic")),
    left(message(language, "report.column.verdict")),
    right(message(language, "report.column.margin")),
    right(message(language, "report.column.n")),
    left(message(language, "report.column.marks")),
  ];
}

function cells(
  comparison: Comparison,
  row: ComparisonRow,
  language: Language,
  footnotes: Footnotes,
): readonly ReportText[] {
  const ratio = ratioText(row);
  const verdict = verdictText(row, language);
  const remarks = footnotes.refer([...marginTestFindings(comparison, row), ...reasonsOf(row), ...(row.beside ?? [])]);
  const marks = rowMarks(comparison, row, language);
  return [
    plain(metricCell(row, language)),
    plain(valueText(row.candidate, row.unit) ?? MISSING),
    plain(valueText(row.baseline, row.unit) ?? MISSING),
    { text: ratio?.ratio ?? MISSING, tone: row.primary ? "strong" : "plain" },
    plain(range(ratio?.intervals?.noise)),
    plain(range(ratio?.intervals?.systematic)),
    { text: remarks === "" ? verdict.text : `${verdict.text} ${remarks}`, tone: verdict.tone },
    plain(row.verdict === "none" ? MISSING : `± ${formatPercent(row.margin)}`),
    plain(`${runsWithValue(row.candidate)} + ${runsWithValue(row.baseline)}`),
    { text: marksText(marks, language), tone: "caution" },
  ];
}

function range(interval: IntervalText | undefined): string {
  return interval === undefined ? MISSING : `${interval.low}–${interval.high}`;
}

function plain(text: string): ReportText {
  return { text, tone: "plain" };
}
