const BLOCKS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;
const LEVEL_CHANGE = "╎";
const ENVIRONMENT_BREAK = "│";
const FEWEST_BLOCKS = 8;

/** Places before which a mark stands, by the index of a value. */
export interface SparklineMarks {
  readonly changes: readonly number[];
  readonly breaks: readonly number[];
}

/**
 * A series as one line of blocks between its least and its greatest value. Where there are more values than columns, each block is
 * the mean of its neighbours; `╎` stands before the block in which a level changed, `│` where an environment did.
 *
 * @param width most columns that the line may take; it takes more only where there are more marks than it has room for
 */
export function sparkline(
  values: readonly number[],
  width: number,
  { changes, breaks }: SparklineMarks = { changes: [], breaks: [] },
): string {
  const room = Math.max(FEWEST_BLOCKS, width - new Set([...changes, ...breaks]).size);
  const columns = Math.min(values.length, room);
  const startOf = (column: number): number => Math.floor((column * values.length) / columns);
  const isIn = (column: number) => (index: number) => index >= startOf(column) && index < startOf(column + 1);
  const heights = Array.from({ length: columns }, (_, column) =>
    meanOf(values.slice(startOf(column), startOf(column + 1))),
  );
  const [least, greatest] = [Math.min(...heights), Math.max(...heights)];
  return heights
    .map((height, column) => {
      const mark = breaks.some(isIn(column)) ? ENVIRONMENT_BREAK : changes.some(isIn(column)) ? LEVEL_CHANGE : "";
      return mark + blockOf(height, least, greatest);
    })
    .join("");
}

function blockOf(height: number, least: number, greatest: number): string {
  const share = greatest > least ? (height - least) / (greatest - least) : 0.5;
  return BLOCKS[Math.min(BLOCKS.length - 1, Math.floor(share * BLOCKS.length))] ?? "";
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
