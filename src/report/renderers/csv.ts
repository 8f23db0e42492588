import { stringify } from "csv-stringify/sync";
import { API_VERSION } from "../../contract/backend-adapter.js";
import type { Renderer } from "../../contract/renderer.js";
import type { ReportModel } from "../../model/report-model.js";
import { acrossRows } from "./csv-across.js";
import { CSV_COLUMNS } from "./csv-columns.js";
import { frontierRows } from "./csv-frontier.js";
import { comparisonRows, summaryRows } from "./csv-rows.js";
import { scalingRows } from "./csv-scaling.js";

/** Spreadsheets take a file that begins with it for UTF-8 whatever the system's own encoding is. */
const BYTE_ORDER_MARK = "\uFEFF";

/** Long form for programs: RFC 4180 in UTF-8 without a byte-order mark. Numbers keep all their digits. */
export const csvRenderer: Renderer<string> = { apiVersion: API_VERSION, name: "csv", render: csvText };

/** The same for a spreadsheet: Excel on a Chinese Windows reads UTF-8 as GBK unless a byte-order mark says otherwise. */
export const excelCsvRenderer: Renderer<string> = {
  apiVersion: API_VERSION,
  name: "csv-excel",
  render: (model) => BYTE_ORDER_MARK + csvText(model),
};

function csvText(model: ReportModel): string {
  const { comparisons, summaries, across = [], frontiers = [], scaling = [], language } = model;
  const rows = [
    ...comparisons.flatMap((comparison) => comparisonRows(comparison, language)),
    ...summaries.flatMap((summary) => summaryRows(summary, language)),
    ...across.flatMap((mean) => acrossRows(mean, comparisons, language)),
    ...frontiers.flatMap((frontier) => frontierRows(frontier, language)),
    ...scaling.flatMap((curve) => scalingRows(curve, language)),
  ];
  return stringify(
    rows.map((row) => CSV_COLUMNS.map((column) => row[column])),
    {
      header: true,
      columns: [...CSV_COLUMNS],
      record_delimiter: "windows",
      // A lone CR or LF inside a cell ends a line for many readers.
      quote_record_delimiter: true,
      // Text that a spreadsheet would run gets an apostrophe in front. Numbers are given as numbers: -3 is none of it.
      escape_formulas: true,
      cast: { string: withoutLineFeedInFront },
    },
  );
}

/** `escape_formulas` knows every beginning that OWASP warns of, but for the line feed. */
function withoutLineFeedInFront(text: string): string {
  return text.startsWith("\n") ? `'${text}` : text;
}
