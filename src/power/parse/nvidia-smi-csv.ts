/** A column of `nvidia-smi --query-gpu=... --format=csv`: `power.draw [W]`. */
export interface CsvColumn {
  readonly name: string;
  /** Absent for quantities without one, and with `nounits` in some versions. */
  readonly unit?: string | undefined;
}

const COLUMN = /^([A-Za-z_][\w.]*)(?:\s*\[([^\]]*)\])?$/;

/**
 * The columns of a header line, `undefined` for any other line. The names are those of `--help-query-gpu`, which all
 * start with a letter; a row always holds something else, such as an index or a bus id.
 */
export function parseCsvHeader(line: string): readonly CsvColumn[] | undefined {
  // Most lines are rows: they are told by their first letter, without taking them apart.
  if (!/^\s*[A-Za-z_]/.test(line)) return undefined;
  const columns: CsvColumn[] = [];
  for (const cell of splitCells(line)) {
    const [, name, unit] = COLUMN.exec(cell) ?? [];
    if (name === undefined) return undefined;
    columns.push(unit === undefined ? { name } : { name, unit });
  }
  return columns.some(({ name }) => KEY_COLUMNS.has(name)) ? columns : undefined;
}

/** A header has at least one of these; without them a row could not be told from a row of words. */
const KEY_COLUMNS = new Set(["index", "uuid", "gpu_uuid", "name", "timestamp", "power.draw", "power.draw.average"]);

export function splitCells(line: string): readonly string[] {
  return line.split(",").map((cell) => cell.trim());
}

/**
 * The rows of one call, by column name; rows with more or fewer cells than the header, and lines that are no rows, are
 * left out.
 */
export function parseCsvTable(text: string): readonly Readonly<Record<string, string>>[] {
  const rows: Record<string, string>[] = [];
  let columns: readonly CsvColumn[] = [];
  for (const line of text.split(/\r?\n/)) {
    const header = parseCsvHeader(line);
    const cells = splitCells(line);
    if (header !== undefined) columns = header;
    else if (cells.length === columns.length)
      rows.push(Object.fromEntries(columns.map(({ name }, i) => [name, cells[i] ?? ""])));
  }
  return rows;
}
