import type { DeviceReading, TelemetryFormat, TelemetryParser } from "../telemetry-parser.js";
import { chipReading, countUnknownLines, parseCelsius, parseIndex, parseWattsCell } from "./npu-smi-values.js";

/** Rows of `npu-smi info watch`: no time of day, one chip a row, columns as its header names them. */
export const npuSmiWatchFormat: TelemetryFormat = { name: "npu-smi-watch", createParser: createWatchParser };

interface Columns {
  readonly count: number;
  readonly npu: number;
  /** -1 where an NPU is one chip (950). */
  readonly chip: number;
  readonly watts: number;
  /** -1 where it was not asked for. */
  readonly temperature: number;
}

function createWatchParser(): TelemetryParser {
  const unknown = countUnknownLines();
  let columns: Columns | undefined;
  return {
    unknown: unknown.seen,
    line: (text) => {
      const line = text.trim();
      if (line === "") return [];
      const header = parseHeader(line);
      if (header !== undefined) {
        columns = header;
        return [];
      }
      const row = columns === undefined ? undefined : parseRow(line, columns);
      if (row === undefined || row.isGarbage) unknown.add(line);
      return row?.readings ?? [];
    },
    end: () => {
      columns = undefined;
      return [];
    },
  };
}

/** Every name ends in its unit in brackets, which alone parts the names: some stand one space apart, as their words do. */
function parseHeader(line: string): Columns | undefined {
  if (!line.endsWith(")")) return undefined;
  const names = line
    .slice(0, -1)
    .split(")")
    .map((name) => `${name.trim()})`);
  const npu = names.findIndex((name) => /^npu ?id\(/i.test(name));
  const watts = names.findIndex((name) => /^(pwr|power)\(w\)$/i.test(name));
  if (npu < 0 || watts < 0) return undefined;
  return {
    count: names.length,
    npu,
    chip: names.findIndex((name) => /^chip ?id\(/i.test(name)),
    watts,
    temperature: names.findIndex((name) => /^temp\(c\)$/i.test(name)),
  };
}

function parseRow(
  line: string,
  columns: Columns,
): { readonly readings: readonly DeviceReading[]; readonly isGarbage: boolean } | undefined {
  const cells = line.split(/\s+/);
  if (cells.length !== columns.count) return undefined;
  const npu = parseIndex(cells[columns.npu] ?? "");
  const chip = columns.chip < 0 ? 0 : parseIndex(cells[columns.chip] ?? "");
  if (npu === undefined || chip === undefined) return undefined;
  const watts = parseWattsCell(cells[columns.watts] ?? "");
  const temperature = columns.temperature < 0 ? undefined : parseCelsius(cells[columns.temperature] ?? "");
  return { readings: chipReading(npu, chip, watts, temperature), isGarbage: watts === "garbage" };
}
