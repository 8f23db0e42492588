import Table from "cli-table3";
import type { RenderOptions } from "../../contract/renderer.js";
import type { ReportColumn, ReportText, Tone } from "../../model/report-model.js";
import { columnWidths } from "./column-widths.js";
import { foldCell, foldText } from "./fold-text.js";
import { paint } from "./paint.js";

const GAP = 2;
const NO_LINES = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  right: "",
  "left-mid": "",
  "right-mid": "",
  mid: "─",
  "mid-mid": "",
  middle: "",
};

/**
 * A table without borders, a line under its head. Where the terminal is too narrow for it, uncertainties go below their numbers;
 * where it still is, there is one block a row.
 */
export function terminalTable(
  columns: readonly ReportColumn[],
  rows: readonly (readonly ReportText[])[],
  options: RenderOptions,
): string {
  for (const form of [rows, rows.map((row) => row.map(uncertaintyBelow))]) {
    const widths = columnWidths(columns, form, options.width - GAP * columns.length);
    if (widths !== undefined) return ruled(columns, form, widths, options);
  }
  return stacked(columns, rows, options);
}

/** `2,162 ± 30` in two lines; `± 2 %` as it is. */
function uncertaintyBelow({ text, tone }: ReportText): ReportText {
  return { text: text.replace(/(?<=\d) ± (?=\d)/, "\n± "), tone };
}

function ruled(
  columns: readonly ReportColumn[],
  rows: readonly (readonly ReportText[])[],
  widths: readonly number[],
  { color }: RenderOptions,
): string {
  const cell = ({ text, tone }: ReportText, index: number): string =>
    foldCell(text, widths[index] ?? 0)
      .map((line) => paint(line, tone, color))
      .join("\n");
  const table = new Table({
    chars: NO_LINES,
    style: { "padding-left": 0, "padding-right": GAP, head: [], border: [], compact: true },
    head: columns.map(({ header }, index) => cell({ text: header, tone: "muted" }, index)),
    colAligns: columns.map(({ align }) => align),
    colWidths: widths.map((width) => width + GAP),
  });
  table.push(...rows.map((row) => row.map(cell)));
  return trimLines(table.toString());
}

function stacked(
  columns: readonly ReportColumn[],
  rows: readonly (readonly ReportText[])[],
  { color, width }: RenderOptions,
): string {
  const shown = (line: string, tone: Tone, indent: string) =>
    foldText(line, width - indent.length, true).map((part) => indent + paint(part, tone, color));
  const lines = rows.flatMap(([first, ...rest]) => {
    const fields = rest.flatMap(({ text }, index) => (text === "" ? [] : [`${columns[index + 1]?.header}: ${text}`]));
    return [...shown(first?.text ?? "", "strong", ""), ...shown(fields.join(" · "), "plain", "    ")];
  });
  return lines.join("\n");
}

function trimLines(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
