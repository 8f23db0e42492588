import type { DeviceReading, TelemetryFormat, TelemetryParser } from "../telemetry-parser.js";
import {
  chipReading,
  countUnknownLines,
  parseCelsius,
  parseIndex,
  parseWattsCell,
  type WattsCell,
} from "./npu-smi-values.js";

/** One chip of the table that `npu-smi info` prints. */
export interface NpuTableChip {
  readonly npu: number;
  readonly chip: number;
  /** Number of the die over the whole node, as frameworks count; only A3 prints it. */
  readonly physicalId?: number | undefined;
  readonly name: string;
  readonly health: string;
  readonly busId: string;
  readonly watts: WattsCell;
  readonly temperatureCelsius?: number | undefined;
}

/** What `npu-smi info` prints: a table of chips, two rows each, and below it a table of processes, which is not read. */
export interface NpuTable {
  readonly toolVersion?: string | undefined;
  readonly driverVersion?: string | undefined;
  readonly chips: readonly NpuTableChip[];
}

export const npuSmiTableFormat: TelemetryFormat = { name: "npu-smi-table", createParser: createTableParser };

function createTableParser(): TelemetryParser {
  const unknown = countUnknownLines();
  let reader = createTableReader(unknown.add);
  return {
    unknown: unknown.seen,
    line: (text) => reader.line(text).flatMap(readingOf),
    end: () => {
      reader = createTableReader(unknown.add);
      return [];
    },
  };
}

function readingOf({ npu, chip, watts, temperatureCelsius }: NpuTableChip): readonly DeviceReading[] {
  return chipReading(npu, chip, watts, temperatureCelsius);
}

/** The whole table at once, for what does not change during a run. */
export function readNpuTable(output: string): NpuTable {
  const reader = createTableReader(() => {});
  const chips = output.split(/\r?\n/).flatMap((line) => reader.line(line));
  return { ...reader.versions(), chips };
}

interface TableReader {
  line(text: string): readonly NpuTableChip[];
  versions(): Pick<NpuTable, "toolVersion" | "driverVersion">;
}

type FirstRow = Omit<NpuTableChip, "chip" | "physicalId" | "busId">;

/**
 * Reads by `|` and white space, never by offset: columns grow with the version. The two rows of a chip are told apart by
 * what stands in their last cell, as a name may be a number (`310`) and an NPU without PCIe has no bus id.
 */
function createTableReader(addUnknown: (line: string) => void): TableReader {
  let versions: Pick<NpuTable, "toolVersion" | "driverVersion"> = {};
  let section: "devices" | "processes" = "devices";
  let first: FirstRow | undefined;

  const row = (line: string, cells: readonly string[]): readonly NpuTableChip[] => {
    const opened = parseFirstRow(cells);
    if (opened !== undefined) {
      if (first !== undefined) addUnknown(line);
      first = opened;
      return opened.watts === "garbage" ? unknownButRead(line) : [];
    }
    const closed = first === undefined ? undefined : parseSecondRow(cells);
    if (first === undefined || closed === undefined) {
      addUnknown(line);
      return [];
    }
    const chip = { ...first, ...closed };
    first = undefined;
    return [chip];
  };

  const unknownButRead = (line: string): readonly NpuTableChip[] => {
    addUnknown(line);
    return [];
  };

  return {
    versions: () => versions,
    line: (text) => {
      const line = text.trim();
      if (line === "" || /^\+[-=+]*\+$/.test(line)) return [];
      const title = /^\|\s*npu-smi\s+(\S+)\s+Version:\s*(\S+)\s*\|$/.exec(line);
      if (title !== null) {
        versions = { toolVersion: title[1], driverVersion: title[2] };
        section = "devices";
        return [];
      }
      const cells = cellsOf(line);
      if (cells?.some((cell) => /^Process id/i.test(cell))) section = "processes";
      if (section === "processes" && line.startsWith("|")) return [];
      if (cells === undefined) return unknownButRead(line);
      return isHeading(cells) ? [] : row(line, cells);
    },
  };
}

/** Cells of a whole row; `undefined` for a line that is no row, or half of one. */
function cellsOf(line: string): readonly string[] | undefined {
  if (line.length < 2 || !line.startsWith("|") || !line.endsWith("|")) return undefined;
  return line
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());
}

function isHeading(cells: readonly string[]): boolean {
  return cells.includes("Health") || cells.includes("Bus-Id");
}

const FIRST_ROW_END = /^(\S+)\s+(-|NA|-?\d+\S*)\s+(?:\d+|NA)\s*\/\s*(?:\d+|NA)$/;
const SECOND_ROW_END = /^(?:-|NA|\d+)\s+(?:NA|\d+)\s*\/\s*(?:\d+|NA)(?:\s+\d+\s*\/\s*\d+)?$/;

/** `| 0     910B4 | OK | 88.9  39  0 / 0 |`, or with NPU and name in cells of their own. */
function parseFirstRow(cells: readonly string[]): FirstRow | undefined {
  const [owner = "", health = "", end = ""] =
    cells.length === 4 ? [cells.slice(0, 2).join(" "), ...cells.slice(2)] : cells;
  const named = /^(\d{1,9})\s+(\S.*)$/.exec(owner);
  const values = FIRST_ROW_END.exec(end);
  if (cells.length < 3 || cells.length > 4 || named === null || values === null || health === "") return undefined;
  return {
    npu: Number(named[1]),
    name: named[2] ?? "",
    health,
    watts: parseWattsCell(values[1] ?? ""),
    temperatureCelsius: parseCelsius(values[2] ?? ""),
  };
}

/** `| 0     0 | 0000:9D:00.0 | 0  0 / 0  3397 / 65536 |`; without a chip's number where an NPU is one chip (950). */
function parseSecondRow(cells: readonly string[]): Pick<NpuTableChip, "chip" | "physicalId" | "busId"> | undefined {
  const hasNoChip = cells.length === 4;
  const [owner = "", busId = "", end = ""] = hasNoChip ? cells.slice(1) : cells;
  if (cells.length < 3 || cells.length > 4 || !SECOND_ROW_END.test(end)) return undefined;
  if (hasNoChip) return owner === "" ? { chip: 0, busId } : undefined;
  const [chipText = "", physicalText, ...more] = owner.split(/\s+/);
  const chip = parseIndex(chipText);
  if (chip === undefined || more.length > 0) return undefined;
  return { chip, busId, ...(physicalText === undefined ? {} : { physicalId: parseIndex(physicalText) }) };
}
