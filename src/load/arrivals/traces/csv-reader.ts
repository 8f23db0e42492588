import { fieldProblem, type LineProblem, lengthProblem, type TimedRow, type TraceLineReader } from "./trace-reader.js";

/** A table whose columns are found by their names in the first line. */
export interface TraceTable {
  readonly timeColumn: string;
  readonly promptColumn: string;
  readonly outputColumn: string;
  /** What a time must look like, as a word of the catalogue. */
  readonly timeForm: string;
  parseTime(text: string): Pick<TimedRow, "seconds" | "ns"> | undefined;
  /** Hint for an output of no tokens. */
  readonly emptyOutputHint?: string;
}

/** Reads a trace in comma-separated values without quotes; columns that the table does not name are passed over. */
export function createCsvReader(table: TraceTable): TraceLineReader {
  const columns = [table.timeColumn, table.promptColumn, table.outputColumn];
  let places: readonly number[] | undefined;
  return (line) => {
    const cells = line.split(",").map((cell) => cell.trim());
    if (places === undefined) {
      places = columns.map((column) => cells.indexOf(column));
      const missing = columns.filter((column) => !cells.includes(column));
      if (missing.length === 0) return { kind: "header" };
      const data = { missing: missing.join(", "), expected: columns.join(", ") };
      return { kind: "problems", problems: [{ code: "trace-columns", data, hint: "trace-format" }] };
    }
    // Said once, of the first line.
    if (places.includes(-1)) return { kind: "problems", problems: [] };
    const [time = "", prompt = "", output = ""] = places.map((place) => cells[place] ?? "");
    return readCells(table, time, prompt, output);
  };
}

function readCells(table: TraceTable, time: string, prompt: string, output: string): ReturnType<TraceLineReader> {
  const instant = table.parseTime(time);
  const [promptTokens, outputTokens] = [count(prompt), count(output)];
  const problems: readonly LineProblem[] = [
    ...(instant === undefined ? [fieldProblem(table.timeColumn, table.timeForm, time)] : []),
    ...lengthProblem(table.promptColumn, promptTokens ?? prompt),
    ...lengthProblem(
      table.outputColumn,
      outputTokens ?? output,
      outputTokens === 0 ? table.emptyOutputHint : undefined,
    ),
  ];
  if (instant === undefined || promptTokens === undefined || outputTokens === undefined || problems.length > 0) {
    return { kind: "problems", problems };
  }
  return { kind: "row", row: { ...instant, promptTokens, outputTokens } };
}

/** Also as `12.0`, which data-frame tools write. */
function count(text: string): number | undefined {
  return /^\d+(?:\.0*)?$/.test(text) ? Number(text) : undefined;
}
