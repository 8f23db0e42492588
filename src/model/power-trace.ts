import type { Boundary, MeterAccuracy } from "./boundary.js";
import type { Nanoseconds } from "./time.js";

/** What a meter says of one device: how to read its samples, and how far to trust them. */
export interface PowerTraceHeader {
  /** Unique in the run; also the name of its file. Lower-case letters, digits, `-`. */
  readonly id: string;
  /** Kind of meter, e.g. `rapl`, `npu-smi`, `mock-meter`. */
  readonly source: string;
  readonly device: string;
  readonly boundary: Boundary;
  /** `watts`: readings of power; `joules`: a counter that only grows (wrap-around already undone). */
  readonly quantity: "watts" | "joules";
  /** Alias of the shard whose clock stamped the samples. */
  readonly shard: string;
  /** A reading is the mean over this long before its stamp; 0 for an instantaneous one. */
  readonly averagingNs: Nanoseconds;
  /** Time between samples that was asked for. */
  readonly intervalNs: Nanoseconds;
  /** Smallest step of a reading, in the trace's quantity; 0 where it is unknown. */
  readonly resolution: number;
  readonly accuracy: MeterAccuracy | "unknown";
}

/** State of the device beside a reading; absent fields are not known. */
export interface DeviceState {
  readonly capWatts?: number | undefined;
  readonly clockHz?: number | undefined;
  readonly temperatureCelsius?: number | undefined;
  readonly throttled?: string | undefined;
}

/** Readings of one device over a run. A missing reading is absent from the arrays and counted, never 0. */
export interface PowerTrace {
  readonly header: PowerTraceHeader;
  readonly timesNs: readonly Nanoseconds[];
  /** Watts or joules, as `header.quantity` says; same length as `timesNs`. */
  readonly values: readonly number[];
  readonly missing: number;
}
