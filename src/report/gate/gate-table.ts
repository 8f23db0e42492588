import { message } from "../../locales/catalogue.js";
import type { GateLine } from "../../model/gate.js";
import type { Language } from "../../model/localized-text.js";
import type { ReportBlock, ReportColumn, ReportText } from "../../model/report-model.js";
import type { Footnotes } from "../footnotes.js";
import { formatPercent, MISSING } from "../format-number.js";
import { marksText } from "../marks.js";
import { metricCell } from "../metric-cell.js";
import { STATUS_TONES, statusOf, statusText } from "./line-status.js";
import { headText, ratioTexts, referenceText, runsText, workloadText } from "./line-text.js";

interface TableColumn extends ReportColumn {
  readonly cell: (line: GateLine) => ReportText;
}

/** Lines as a table. Columns that would say the same on every line are left out: workload, head, marks. */
export function gateTable(
  lines: readonly GateLine[],
  marks: readonly string[],
  footnotes: Footnotes,
  language: Language,
): ReportBlock {
  const columns = [...placeColumns(lines, language), ...valueColumns(lines, marks, footnotes, language)];
  return {
    kind: "table",
    columns: columns.map(({ header, align }) => ({ header, align })),
    rows: lines.map((line) => columns.map(({ cell }) => cell(line))),
  };
}

function placeColumns(lines: readonly GateLine[], language: Language): readonly TableColumn[] {
  const differ = (key: (line: GateLine) => string) => new Set(lines.map(key)).size > 1;
  const column = (header: string, text: (line: GateLine) => string): TableColumn => ({
    header,
    align: "left",
    cell: (line) => plain(text(line)),
  });
  return [
    ...(differ(({ workload }) => workload.id)
      ? [column(message(language, "ci.column.workload"), (line) => workloadText(line, language))]
      : []),
    ...(differ(({ systemId }) => systemId)
      ? [column(message(language, "ci.column.system"), ({ systemId }) => systemId)]
      : []),
    column(message(language, "report.column.metric"), (line) => metricCell(line, language)),
  ];
}

function valueColumns(
  lines: readonly GateLine[],
  marks: readonly string[],
  footnotes: Footnotes,
  language: Language,
): readonly TableColumn[] {
  const right = (header: string, text: (line: GateLine) => string): TableColumn => ({
    header,
    align: "right",
    cell: (line) => plain(text(line)),
  });
  const verdict: TableColumn = {
    header: message(language, "report.column.verdict"),
    align: "left",
    cell: (line) => ({
      text: [statusText(line, language), footnotes.refer(line.reasons)].filter((part) => part !== "").join(" "),
      tone: STATUS_TONES[statusOf(line)],
    }),
  };
  const marked: TableColumn = {
    header: message(language, "report.column.marks"),
    align: "left",
    cell: () => ({ text: marksText(marks, language), tone: "caution" }),
  };
  return [
    right(message(language, "ci.column.head"), headText),
    right(message(language, `ci.column.${lines[0]?.reference.kind ?? "base"}`), referenceText),
    right(message(language, "report.column.ratio"), ({ change }) =>
      change === undefined ? MISSING : ratioTexts(change).ratio,
    ),
    right(intervalHeader(lines, language), (line) => intervalText(line, language)),
    right(message(language, "report.column.margin"), ({ margin }) => formatPercent(margin)),
    verdict,
    right(message(language, "report.column.n"), runsText),
    ...(marks.length === 0 ? [] : [marked]),
  ];
}

function intervalHeader(lines: readonly GateLine[], language: Language): string {
  const confidences = lines.flatMap(({ change }) => (change === undefined ? [] : [formatPercent(change.confidence)]));
  return message(language, "ci.column.interval", { confidence: [...new Set(confidences)].join(" / ") }).trim();
}

function intervalText({ change }: GateLine, language: Language): string {
  if (change === undefined) return MISSING;
  const { low, high } = ratioTexts(change);
  return message(language, "report.interval", { low, high });
}

function plain(text: string): ReportText {
  return { text, tone: "plain" };
}
