import type { PowerSink, PowerTraceSink } from "../contract/power-source.js";
import type { DeviceState } from "../model/power-trace.js";
import type { Nanoseconds } from "../model/time.js";
import { createIntervalMedian, type IntervalMedian } from "./interval-median.js";
import type { StampedReading } from "./stamped-readings.js";
import type { TelemetryDevice } from "./telemetry-source.js";

/** The traces of a source's devices. They are opened when all devices have shown themselves; until then readings are kept. */
export interface DeviceTraces {
  /** @returns whether the reading is of a device that the source was asked for; others are ignored */
  take(reading: StampedReading): boolean;
  /** A reading that the tool passed over. */
  miss(key: string, atNs: Nanoseconds): void;
  /** Keys of all devices that the tool showed, those too that nobody asked for, in the order of their coming. */
  readonly found: ReadonlySet<string>;
  /** Keys of the devices that have not shown themselves yet. */
  unseen(): readonly string[];
  /** @throws MeasurementError where a header or its id is not allowed */
  open(sink: PowerSink): void;
  /** Median time between the readings of the slowest device; undefined where there are too few of them to tell. */
  slowestIntervalNs(): Nanoseconds | undefined;
  /**
   * Readings of one device that came together with an earlier one, so that nobody knows when they were taken; 0 where
   * these are so few that this process may have been too busy to read them.
   */
  heldBack(): number;
}

interface Row {
  readonly device: TelemetryDevice;
  trace: PowerTraceSink | undefined;
  readonly kept: [number | null, DeviceState | undefined, Nanoseconds][];
  lastNs: Nanoseconds | undefined;
  readonly intervals: IntervalMedian;
  readings: number;
  inOnePiece: number;
}

/** Fewer intervals than these say nothing of a meter's pace. */
const ENOUGH_INTERVALS = 3;

/** From this share of a device's readings on, and from this many, it is the tool that holds them back. */
const HELD_BACK_SHARE = 0.25;
const HELD_BACK_READINGS = 10;

export function createDeviceTraces(devices: readonly TelemetryDevice[]): DeviceTraces {
  const rows = new Map<string, Row>();
  for (const device of devices) {
    const intervals = createIntervalMedian();
    const counts = { intervals, readings: 0, inOnePiece: 0 };
    rows.set(device.key, { device, trace: undefined, kept: [], lastNs: undefined, ...counts });
  }
  const found = new Set<string>();

  const sample = (row: Row, value: number | null, state: DeviceState | undefined, atNs: Nanoseconds): void => {
    if (row.trace === undefined) row.kept.push([value, state, atNs]);
    else row.trace.sample(value, state, atNs);
  };
  return {
    take: ({ device, watts, joules = null, state, atNs }) => {
      found.add(device);
      const row = rows.get(device);
      if (row === undefined) return false;
      const value = row.device.header.quantity === "joules" ? joules : watts;
      sample(row, value, state, atNs);
      if (value === null) return true;
      row.readings += 1;
      // Readings with one stamp are one reading for the trace.
      if (atNs === row.lastNs) row.inOnePiece += 1;
      else if (row.lastNs !== undefined) row.intervals.add(atNs - row.lastNs);
      row.lastNs = atNs;
      return true;
    },
    miss: (key, atNs) => {
      const row = rows.get(key);
      if (row !== undefined) sample(row, null, undefined, atNs);
    },
    found,
    unseen: () => [...rows.keys()].filter((key) => !found.has(key)),
    open: (sink) => {
      for (const row of rows.values()) {
        const { header, isCrossCheck = false } = row.device;
        row.trace = isCrossCheck ? sink.openCrossCheck(header) : sink.open(header);
      }
      for (const row of rows.values()) for (const kept of row.kept.splice(0)) sample(row, ...kept);
    },
    slowestIntervalNs: () => {
      const told = [...rows.values()].filter(({ intervals }) => intervals.count >= ENOUGH_INTERVALS);
      const slowest = told.reduce((longest, { intervals }) => Math.max(longest, intervals.medianNs() ?? 0), 0);
      return told.length === 0 ? undefined : slowest;
    },
    heldBack: () =>
      [...rows.values()]
        .filter(({ readings, inOnePiece }) => inOnePiece >= Math.max(HELD_BACK_READINGS, HELD_BACK_SHARE * readings))
        .reduce((most, { inOnePiece }) => Math.max(most, inOnePiece), 0),
  };
}
