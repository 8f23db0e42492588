import { MeasurementError } from "../model/errors.js";
import { failure } from "../model/finding.js";
import type { PowerTraceHeader } from "../model/power-trace.js";
import type { Nanoseconds } from "../model/time.js";
import type { TelemetryFormat } from "./telemetry-parser.js";

/** One device of a tool's output, and the trace that its readings go to. */
export interface TelemetryDevice {
  /** As `DeviceReading.device`. */
  readonly key: string;
  /** Its quantity says which of a reading's two figures the trace takes. */
  readonly header: PowerTraceHeader;
  /** A second opinion on devices that another trace meters (`PowerSink.openCrossCheck`). */
  readonly isCrossCheck?: boolean | undefined;
}

/** What a tool's output holds and where it goes; how the output is had is `createFollowedSource` or `createWalkedSource`. */
export interface TelemetryPlan {
  readonly id: string;
  /** Devices that must be there; readings of others are ignored. */
  readonly devices: readonly TelemetryDevice[];
  readonly format: TelemetryFormat;
  /** Time between readings that the commands were asked for. */
  readonly intervalNs: Nanoseconds;
  /** Id of the log of raw output. */
  readonly rawId: string;
  /** Alias of the shard that raw output belongs to; `LOCAL_SHARD` where absent. */
  readonly shard?: string | undefined;
}

/** The error for devices that were asked for and that a tool does not show, with those that it does show. */
export function deviceMissing(source: string, missing: readonly string[], found: Iterable<string>): MeasurementError {
  const shown = [...found].join(", ");
  return new MeasurementError(
    failure("device-missing", { source, missing: missing.join(", "), found: shown === "" ? "-" : shown }),
  );
}
