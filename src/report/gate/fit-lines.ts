/** Lines that fit, and how many did not. */
export interface FittedLines {
  readonly lines: readonly string[];
  readonly left: number;
}

/**
 * As many of the first lines as fit within `budget`, whole lines only: a table's row or a list's item that is cut in two would
 * read as something else.
 *
 * @param sizeOf size of a line without its end, in the unit of the budget; the end of a line counts 1
 */
export function fitLines(lines: readonly string[], budget: number, sizeOf: (line: string) => number): FittedLines {
  let used = 0;
  let count = 0;
  for (const line of lines) {
    used += sizeOf(line) + 1;
    if (used > budget) break;
    count += 1;
  }
  return { lines: lines.slice(0, count), left: lines.length - count };
}
