import type { Boundary, MeterAccuracy } from "./boundary.js";
import type { ChipKind } from "./system.js";
import type { Nanoseconds } from "./time.js";

/** What a meter says of one device: how to read its samples, and how far to trust them. */
export interface PowerTraceHeader {
  /** Unique in the run; also the name of its file. Lower-case letters, digits, `-`. */
  readonly id: string;
  /** Kind of meter, e.g. `rapl`, `npu-smi`, `mock-meter`. */
  readonly source: string;
  /**
   * Kind of chip that the reading covers: one device of `boundary`, so that devices can be counted. Absent where a meter
   * covers several devices or more than one kind, or does not know.
   */
  readonly kind?: ChipKind | undefined;
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

/** State of the device beside a reading, and how the reading came; absent fields are not known. */
export interface DeviceState {
  readonly capWatts?: number | undefined;
  readonly clockHz?: number | undefined;
  readonly temperatureCelsius?: number | undefined;
  /** Why the device runs slower than it could, in the tool's words; empty where it says that nothing holds it back. */
  readonly throttled?: string | undefined;
  /**
   * The device was read at some time in the `withinNs` before the stamp: a tool that walks over many devices answers for
   * all of them at its end. Absent: at the stamp.
   */
  readonly withinNs?: Nanoseconds | undefined;
}

/** Readings of one device over a run. A missing reading is absent from the arrays and counted, never 0. */
export interface PowerTrace {
  readonly header: PowerTraceHeader;
  readonly timesNs: readonly Nanoseconds[];
  /** Watts or joules, as `header.quantity` says; same length as `timesNs`. */
  readonly values: readonly number[];
  /** State beside each value; same length. */
  readonly states: readonly (DeviceState | undefined)[];
  readonly missing: number;
}
