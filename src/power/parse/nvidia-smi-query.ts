import type { DeviceState } from "../../model/power-trace.js";
import type { DeviceReading, TelemetryFormat, TelemetryParser } from "../telemetry-parser.js";
import { type CsvColumn, parseCsvHeader, splitCells } from "./nvidia-smi-csv.js";
import {
  CELSIUS,
  HERTZ,
  isNoValue,
  parsePowerWatts,
  parseQuantity,
  throttleWords,
  WATTS,
} from "./nvidia-smi-values.js";

/**
 * `nvidia-smi --query-gpu=... --format=csv --loop-ms=N`, also with `nounits`. Columns are found by name, in any order; the
 * header may come again, with other units. Watts are `power.draw.average` where the device has it, else `power.draw`;
 * `power.draw.instant` (25 ms out of 100 ms on A100 and H100) and `module.*` (with the CPU of a Grace superchip) are
 * other quantities and never taken for them. Stamps in the output are local time without a zone: nobody reads them.
 */
export const nvidiaSmiQueryFormat: TelemetryFormat = { name: "nvidia-smi-query", createParser: createQueryParser };

/** Names of what is read; the first that a device has a value for counts. Later names are those of older or newer drivers. */
const NAMES = {
  key: ["index", "uuid", "gpu_uuid", "pci.bus_id", "gpu_bus_id"],
  watts: ["power.draw.average", "gpu.power.draw.average", "power.draw"],
  cap: ["enforced.power.limit", "gpu.power.current_limit", "power.limit", "gpu.power.requested_limit"],
  clock: ["clocks.current.sm", "clocks.sm"],
  temperature: ["temperature.gpu"],
  throttle: ["clocks_event_reasons.active", "clocks_throttle_reasons.active"],
} as const;

interface Place {
  readonly at: number;
  readonly unit: string | undefined;
}
type Places = Readonly<Record<keyof typeof NAMES, readonly Place[]>> & { readonly width: number };

/** The device of a listing without any column that tells devices apart: a machine with one GPU. */
const ONLY_DEVICE = "0";

function createQueryParser(): TelemetryParser {
  const unknown = { lines: 0, last: "" };
  let places: Places | undefined;

  const notUnderstood = (text: string): void => {
    unknown.lines += 1;
    unknown.last = text;
  };

  const row = (text: string): readonly DeviceReading[] => {
    const cells = splitCells(text);
    if (places === undefined || cells.length !== places.width) {
      notUnderstood(text);
      return [];
    }
    const device = deviceOf(cells, places);
    if (device === undefined || places.watts.some(({ at }) => LOST_CELL.test(cells[at] ?? ""))) return [];
    const watts = firstOf(cells, places.watts, parsePowerWatts);
    const cap = firstOf(cells, places.cap, (cell, unit) => parseQuantity(cell, WATTS, unit));
    const clock = firstOf(cells, places.clock, (cell, unit) => parseQuantity(cell, HERTZ, unit));
    const temperature = firstOf(cells, places.temperature, (cell, unit) => parseQuantity(cell, CELSIUS, unit));
    const throttle = firstOf(cells, places.throttle, (cell) => (isNoValue(cell) ? null : throttleWords(cell)));
    if ([watts, cap, clock, temperature, throttle].includes(undefined)) notUnderstood(text);
    const state: DeviceState = {
      ...(typeof cap === "number" ? { capWatts: cap } : {}),
      ...(typeof clock === "number" ? { clockHz: clock } : {}),
      ...(typeof temperature === "number" ? { temperatureCelsius: temperature } : {}),
      ...(typeof throttle === "string" ? { throttled: throttle } : {}),
    };
    return [{ device, watts: watts ?? null, ...(Object.keys(state).length > 0 ? { state } : {}) }];
  };

  return {
    line: (text) => {
      const trimmed = text.trim();
      if (trimmed === "" || LOSS.test(trimmed)) return [];
      const header = parseCsvHeader(trimmed);
      if (header === undefined) return row(trimmed);
      const found = findPlaces(header);
      // A stray word such as `name` is no header of a listing of watts.
      if (found.watts.length > 0) places = found;
      else notUnderstood(trimmed);
      return [];
    },
    end: () => {
      places = undefined;
      return [];
    },
    unknown,
  };
}

function findPlaces(columns: readonly CsvColumn[]): Places {
  const placesOf = (names: readonly string[]): readonly Place[] =>
    names.flatMap((name) => {
      const at = columns.findIndex((column) => column.name === name);
      return at < 0 ? [] : [{ at, unit: columns[at]?.unit }];
    });
  const entries = Object.entries(NAMES).map(([key, names]) => [key, placesOf(names)]);
  return { ...Object.fromEntries(entries), width: columns.length };
}

/** The first value among the places; `null` where the tool has none there, `undefined` where it has and nobody understands it. */
function firstOf<Value>(
  cells: readonly string[],
  places: readonly Place[],
  parse: (cell: string, unit: string | undefined) => Value | null | undefined,
): Value | null | undefined {
  let found: Value | null | undefined = null;
  for (const { at, unit } of places) {
    const value = parse(cells[at] ?? "", unit);
    if (value !== null && value !== undefined) return value;
    if (value === undefined) found = undefined;
  }
  return found;
}

/**
 * Words about devices that are gone. A lost device drops out of the rows, or its cells say `[GPU is lost]`: either way it
 * has no reading, and the source that follows the rows names it.
 */
const LOSS =
  /^(?:unable to determine the device handle for\s*gpu|no devices were found|nvidia-smi has failed|failed to initialize nvml|gpu is lost)/i;
const LOST_CELL = /^\[?GPU is lost\]?$/i;

/** The key of a row's device: its index, else its UUID, else its bus. `undefined` where it is lost, or does not say. */
function deviceOf(cells: readonly string[], { key }: Places): string | undefined {
  const [place] = key;
  if (place === undefined) return ONLY_DEVICE;
  const cell = cells[place.at] ?? "";
  return isNoValue(cell) ? undefined : cell;
}
