import type { DeviceState } from "../model/power-trace.js";

/** What a tool said of one device at one time. */
export interface DeviceReading {
  /** Key of the device, unique in the source's output: `0`, `3-1`, a UUID. */
  readonly device: string;
  /** Watts; `null` where the tool gave none (`-`, `N/A`), never 0. */
  readonly watts: number | null;
  /** Joules, where the tool shows an energy counter; `watts` is then `null`, and the trace's quantity is `joules`. */
  readonly joules?: number | null | undefined;
  readonly state?: DeviceState | undefined;
}

/**
 * Understands the output of one tool, line by line. Pure: it keeps what it has seen (a header, a half block) and reads no
 * clock, so the same lines give the same readings in a run and years later from its raw output.
 */
export interface TelemetryParser {
  /** The readings that this line completes. Never throws, whatever the line holds. */
  line(text: string): readonly DeviceReading[];
  /** The readings that the end of the output completes; the parser is then ready for the next output. */
  end(): readonly DeviceReading[];
  /** Lines so far that hold something which this parser does not understand, with the last of them. */
  readonly unknown: { readonly lines: number; readonly last: string };
}

/** One format of raw output: a file in `parse/`. */
export interface TelemetryFormat {
  /** As `RawLogHeader.format`. */
  readonly name: string;
  createParser(): TelemetryParser;
}
