import type { DeviceReading, TelemetryFormat, TelemetryParser } from "../telemetry-parser.js";

/**
 * `dcgmi dmon -e 156`: the energy counter of each GPU since its driver was loaded, in millijoules. Columns by their short
 * names; the two lines of the header come again after some rows. Rows of MIG instances (`GPU-I 0`) repeat what their GPU
 * has used, and are left out. The device is DCGM's number of the GPU, which need not be nvidia-smi's.
 *
 * Source: DCGM, `dcgmi/DeviceMonitor.cpp`; field 156 is `TOTEC` in `dcgmi dmon --list`.
 */
export const dcgmiDmonFormat: TelemetryFormat = { name: "dcgmi-dmon", createParser: createDcgmiParser };

const ENERGY = "TOTEC";
const MILLIJOULES_PER_JOULE = 1000;

/** DCGM's blank values begin here; `dmon` prints them as `N/A`, and this is what is left of the guess that it does not. */
const LEAST_BLANK = 9.2e18;

function createDcgmiParser(): TelemetryParser {
  const unknown = { lines: 0, last: "" };
  let columns: readonly string[] = [];

  const row = (text: string): readonly DeviceReading[] => {
    // The entity is two words: `GPU 0`.
    const [entity = "", number = "", ...cells] = text.split(/\s+/);
    const isEntity = /^[A-Za-z][A-Za-z-]*$/.test(entity) && /^\d+$/.test(number);
    const cell = cells[columns.indexOf(ENERGY)];
    const joules = parseJoules(cell ?? "");
    if (!isEntity || cells.length !== columns.length || joules === undefined) {
      unknown.lines += 1;
      unknown.last = text;
      return [];
    }
    return entity === "GPU" ? [{ device: number, watts: null, joules }] : [];
  };

  return {
    line: (text) => {
      const trimmed = text.trim();
      if (trimmed === "") return [];
      if (/^#\s*Entity\b/i.test(trimmed)) columns = trimmed.replace(/^#\s*Entity\s*/i, "").split(/\s+/);
      // The second line of the header holds units; the last line says that dmon was stopped.
      else if (!/^id\b/i.test(trimmed) && !/^dmon was stopped/i.test(trimmed)) return row(trimmed);
      return [];
    },
    end: () => {
      columns = [];
      return [];
    },
    unknown,
  };
}

function parseJoules(cell: string): number | null | undefined {
  if (/^N\/A$/i.test(cell)) return null;
  if (!/^\d+$/.test(cell)) return undefined;
  const millijoules = Number(cell);
  return millijoules >= LEAST_BLANK ? null : millijoules / MILLIJOULES_PER_JOULE;
}

/** DCGM's number of each GPU by UUID, from the table that `dcgmi discovery -l` prints. */
export function parseDcgmiGpus(text: string): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>();
  let number: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const [, first] = /^\|\s*(\d+)\s*\|/.exec(line) ?? [];
    const [, uuid] = /Device UUID:\s*(\S+)/.exec(line) ?? [];
    if (first !== undefined) number = first;
    if (uuid !== undefined && number !== undefined) numbers.set(uuid, number);
  }
  return numbers;
}
