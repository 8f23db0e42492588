import type { TelemetryFormat } from "../telemetry-parser.js";
import { dcgmiDmonFormat } from "./dcgmi-dmon.js";
import { npuSmiCommonFormat, npuSmiPowerFormat } from "./npu-smi-blocks.js";
import { npuSmiTableFormat } from "./npu-smi-table.js";
import { npuSmiWatchFormat } from "./npu-smi-watch.js";
import { nvidiaSmiDmonFormat } from "./nvidia-smi-dmon.js";
import { nvidiaSmiQFormat } from "./nvidia-smi-q.js";
import { nvidiaSmiQueryFormat } from "./nvidia-smi-query.js";
import { plainWattsFormat } from "./plain-watts.js";

/** Every format of raw output that tokwatt understands: a new one is one file and one line here. */
export const telemetryFormats: readonly TelemetryFormat[] = [
  nvidiaSmiQueryFormat,
  nvidiaSmiDmonFormat,
  nvidiaSmiQFormat,
  dcgmiDmonFormat,
  npuSmiWatchFormat,
  npuSmiPowerFormat,
  npuSmiCommonFormat,
  npuSmiTableFormat,
  plainWattsFormat,
];

/** The format that a log of raw output names; `undefined` where this tokwatt does not know it. */
export function findTelemetryFormat(name: string): TelemetryFormat | undefined {
  return telemetryFormats.find((format) => format.name === name);
}
