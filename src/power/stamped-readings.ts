import type { DeviceState } from "../model/power-trace.js";
import type { RawEntry, RawFraming } from "../model/raw-log.js";
import type { Nanoseconds } from "../model/time.js";
import type { DeviceReading, TelemetryParser } from "./telemetry-parser.js";

/** A reading with the stamp of the raw output that holds it. */
export interface StampedReading {
  /** As `DeviceReading.device`. */
  readonly device: string;
  readonly atNs: Nanoseconds;
  readonly withinNs: Nanoseconds;
  readonly watts: number | null;
  /** Of an energy counter, as `DeviceReading.joules`. */
  readonly joules?: number | null;
  /** As the trace has it: `withinNs` is in it where it is not 0. */
  readonly state?: DeviceState;
}

/**
 * The readings that one piece of raw output completes. An output is whole, so its end completes what is still open; a
 * stream is cut off anywhere, so what only its end would complete is no reading.
 */
export function stampedReadings(
  parser: TelemetryParser,
  framing: RawFraming,
  entry: RawEntry,
): readonly StampedReading[] {
  const readings =
    framing === "lines"
      ? parser.line(entry.text)
      : [...linesOf(entry.text).flatMap((line) => parser.line(line)), ...parser.end()];
  return readings.map((reading) => stamp(reading, entry));
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

function stamp({ device, watts, joules, state }: DeviceReading, { atNs, withinNs }: RawEntry): StampedReading {
  const stamped = { device, atNs, withinNs, watts, ...(joules === undefined ? {} : { joules }) };
  if (withinNs > 0) return { ...stamped, state: { ...state, withinNs } };
  return state === undefined ? stamped : { ...stamped, state };
}
