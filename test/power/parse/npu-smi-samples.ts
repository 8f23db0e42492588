import { readFile } from "node:fs/promises";
import { npuSmiCommonFormat, npuSmiPowerFormat } from "../../../src/power/parse/npu-smi-blocks.js";
import { npuSmiTableFormat } from "../../../src/power/parse/npu-smi-table.js";
import { npuSmiWatchFormat } from "../../../src/power/parse/npu-smi-watch.js";
import type { DeviceReading, TelemetryFormat } from "../../../src/power/telemetry-parser.js";

/** What stands in a file of `fixtures/npu-smi`. */
export async function fixture(name: string): Promise<string> {
  return readFile(new URL(`./fixtures/npu-smi/${name}`, import.meta.url), "utf8");
}

/** Readings of a whole output, and the lines that nobody understood. */
export function parse(format: TelemetryFormat, output: string) {
  const parser = format.createParser();
  const readings = [...output.split("\n").flatMap((line) => parser.line(line)), ...parser.end()];
  return { readings, unknown: parser.unknown };
}

export function watts(readings: readonly DeviceReading[]): readonly (readonly [string, number | null])[] {
  return readings.map((reading) => [reading.device, reading.watts] as const);
}

export type Sample = readonly [
  file: string,
  format: TelemetryFormat,
  expected: readonly (readonly [string, number | null])[],
  unknown: number,
];

/** Every sample with its exact watts, and how many of its lines are not understood. */
export const SAMPLES: readonly Sample[] = [
  [
    "table-a3.txt",
    npuSmiTableFormat,
    [
      ["0-0", 178.8],
      ["1-0", 185.4],
    ],
    0,
  ],
  ["table-a3-widened.txt", npuSmiTableFormat, [["0-0", 162.6]], 0],
  ["table-910b.txt", npuSmiTableFormat, [["2-0", 88.9]], 0],
  [
    "table-910b2c.txt",
    npuSmiTableFormat,
    [
      ["0-0", 86.8],
      ["1-0", 103.1],
    ],
    0,
  ],
  ["table-910a.txt", npuSmiTableFormat, [["0-0", 70]], 0],
  [
    "table-910a-premium.txt",
    npuSmiTableFormat,
    [
      ["0-0", 83.6],
      ["1-0", 83.1],
    ],
    0,
  ],
  [
    "table-310p.txt",
    npuSmiTableFormat,
    [
      ["2-0", null],
      ["2-1", null],
    ],
    0,
  ],
  ["table-310b.txt", npuSmiTableFormat, [["0-0", 10.4]], 0],
  [
    "table-950.txt",
    npuSmiTableFormat,
    [
      ["0-0", 207.6],
      ["3-0", 191.3],
    ],
    0,
  ],
  ["power-910b.txt", npuSmiPowerFormat, [["0-0", 103.5]], 0],
  [
    "power-200i-a2.txt",
    npuSmiPowerFormat,
    [
      ["0-0", 9.1],
      ["0-mcu", 16.9],
    ],
    0,
  ],
  ["power-200i-a2-one-chip.txt", npuSmiPowerFormat, [["chip", 9.1]], 0],
  ["power-310p.txt", npuSmiPowerFormat, [["2944-mcu", 42.9]], 0],
  ["power-310p-na.txt", npuSmiPowerFormat, [["2944-mcu", null]], 0],
  [
    "power-a3.txt",
    npuSmiPowerFormat,
    [
      ["3-0", 171.2],
      ["3-1", 84.6],
    ],
    1,
  ],
  ["power-310.txt", npuSmiPowerFormat, [["4-mcu", 16.9]], 0],
  ["common-950.txt", npuSmiCommonFormat, [["0-0", 195.7]], 0],
  ["common-910b.txt", npuSmiCommonFormat, [["1-0", 331.1]], 1],
  [
    "common-910b-mcu-watts.txt",
    npuSmiCommonFormat,
    [
      ["1-0", 331.1],
      ["1-mcu", 45.2],
    ],
    0,
  ],
  ["common-310p.txt", npuSmiCommonFormat, [["1-mcu", 13.4]], 0],
  ["common-310p-duo.txt", npuSmiCommonFormat, [["2944-mcu", 42.8]], 0],
  ["common-910a.txt", npuSmiCommonFormat, [["0-0", 71.7]], 0],
  ["common-200i-a2.txt", npuSmiCommonFormat, [["0-mcu", 13.3]], 0],
  [
    "common-a3.txt",
    npuSmiCommonFormat,
    [
      ["3-0", 171.2],
      ["3-1", 84.6],
    ],
    0,
  ],
  [
    "watch-910b.txt",
    npuSmiWatchFormat,
    [
      ["2-0", 90.1],
      ["2-0", 90.2],
      ["2-0", 90.3],
      ["2-0", 90.2],
    ],
    0,
  ],
  [
    "watch-310b.txt",
    npuSmiWatchFormat,
    [
      ["0-0", 8.7],
      ["0-0", 8.8],
    ],
    0,
  ],
  [
    "watch-a3.txt",
    npuSmiWatchFormat,
    [
      ["0-0", 178.8],
      ["4-0", null],
    ],
    0,
  ],
  [
    "watch-950.txt",
    npuSmiWatchFormat,
    [
      ["0-0", 195.7],
      ["3-0", null],
      ["0-0", 196.1],
    ],
    0,
  ],
];
