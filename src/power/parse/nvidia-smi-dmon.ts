import type { DeviceState } from "../../model/power-trace.js";
import type { DeviceReading, TelemetryFormat, TelemetryParser } from "../telemetry-parser.js";
import { CELSIUS, HERTZ, parsePowerWatts, parseQuantity } from "./nvidia-smi-values.js";

/**
 * `nvidia-smi dmon`: whole watts, columns by the names of the header, which comes again after some rows. A row of words is
 * no reading; `-` is a missing one.
 */
export const nvidiaSmiDmonFormat: TelemetryFormat = { name: "nvidia-smi-dmon", createParser: createDmonParser };

function createDmonParser(): TelemetryParser {
  const unknown = { lines: 0, last: "" };
  let columns: readonly string[] = [];
  let units: readonly string[] = [];

  const row = (text: string): readonly DeviceReading[] => {
    const cells = text.split(/\s+/);
    const cellOf = (name: string): string => cells[columns.indexOf(name)] ?? "-";
    const unitOf = (name: string): string | undefined => units[columns.indexOf(name)];
    const device = cellOf("gpu");
    const watts = parsePowerWatts(cellOf("pwr"), unitOf("pwr"));
    const clock = parseQuantity(cellOf("pclk"), HERTZ, unitOf("pclk"));
    const temperature = parseQuantity(cellOf("gtemp"), CELSIUS, unitOf("gtemp"));
    const isRow = columns.length > 0 && cells.length === columns.length && /^\d+$/.test(device);
    if (!isRow || [watts, clock, temperature].includes(undefined)) {
      unknown.lines += 1;
      unknown.last = text;
    }
    if (!isRow) return [];
    const state: DeviceState = {
      ...(typeof clock === "number" ? { clockHz: clock } : {}),
      ...(typeof temperature === "number" ? { temperatureCelsius: temperature } : {}),
    };
    return [{ device, watts: watts ?? null, ...(Object.keys(state).length > 0 ? { state } : {}) }];
  };

  return {
    line: (text) => {
      const trimmed = text.trim();
      if (trimmed === "") return [];
      if (!trimmed.startsWith("#")) return row(trimmed);
      const words = trimmed.replace(/^#\s*/, "").split(/\s+/);
      // Two lines: names, then units; with `-o T` the first column is a time.
      if (words.includes("gpu")) columns = words;
      else units = words;
      return [];
    },
    end: () => {
      columns = [];
      units = [];
      return [];
    },
    unknown,
  };
}
