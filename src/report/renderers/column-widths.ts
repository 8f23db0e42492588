import type { ReportColumn, ReportText } from "../../model/report-model.js";
import { chunksOf, displayWidth, UNFOLDED_COLUMNS, widestWord } from "./fold-text.js";

/**
 * Widths for a table's columns that fit in `budget` together: as wide as the content where there is room, else folded at
 * words and at the line breaks of the texts; undefined where even that is too wide.
 */
export function columnWidths(
  columns: readonly ReportColumn[],
  rows: readonly (readonly ReportText[])[],
  budget: number,
): readonly number[] | undefined {
  const texts = columns.map(({ header }, index) =>
    [header, ...rows.map((row) => row[index]?.text ?? "")].flatMap((text) => text.split("\n")),
  );
  const natural = texts.map((column) => Math.max(...column.map(displayWidth)));
  const widths = texts.map((column) => Math.max(...column.map(leastWidth)));
  let left = budget - widths.reduce((sum, width) => sum + width, 0);
  if (left < 0) return undefined;
  // One column of the screen at a time to the table column that lacks most.
  for (; left > 0; left -= 1) {
    const lacks = natural.map((want, index) => want - (widths[index] ?? 0));
    const neediest = lacks.indexOf(Math.max(...lacks));
    if ((lacks[neediest] ?? 0) <= 0) break;
    widths[neediest] = (widths[neediest] ?? 0) + 1;
  }
  return widths;
}

function leastWidth(text: string): number {
  const chunks = chunksOf(text).map((chunk) => displayWidth(chunk.trimEnd()));
  return Math.max(widestWord(text), Math.min(UNFOLDED_COLUMNS, Math.max(...chunks)));
}
