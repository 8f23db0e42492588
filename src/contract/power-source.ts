import type { ZodType } from "zod";
import type { Boundary } from "../model/boundary.js";
import type { Finding } from "../model/finding.js";
import type { DeviceState, PowerTraceHeader } from "../model/power-trace.js";
import type { RawEntry, RawLogHeader } from "../model/raw-log.js";
import type { SystemDescription } from "../model/run-record.js";
import type { ChipKind } from "../model/system.js";
import type { Nanoseconds } from "../model/time.js";
import type { Clock } from "./clock.js";

/** Where one device's readings go. */
export interface PowerTraceSink {
  /**
   * @param value in the trace's quantity; `null` is a reading that the meter did not give (`-`, `N/A`), never 0
   * @param atNs stamp of the raw bytes that hold the reading; absent: now, by the harness's clock
   */
  sample(value: number | null, state?: DeviceState, atNs?: Nanoseconds): void;
}

/** Where raw output goes, as it was read. */
export interface RawLogSink {
  append(entry: RawEntry): void;
}

/** Where a source's traces go. */
export interface PowerSink {
  open(header: PowerTraceHeader): PowerTraceSink;
  /**
   * Opens a second opinion on devices that another trace meters, such as an energy counter beside readings of watts. It
   * is held against them and never added to them.
   */
  openCrossCheck(header: PowerTraceHeader): PowerTraceSink;
  openRaw(header: RawLogHeader): RawLogSink;
  report(finding: Finding): void;
}

/** A meter that is read during a run. */
export interface PowerSource {
  readonly id: string;
  /** What the meter can tell of the devices that it reads, before or during a run: names, driver, topology. */
  describe?(): Promise<SystemDescription>;
  /**
   * Opens its traces and begins to hand readings over; resolves after the first reading of each. Rejects with
   * `MeasurementError` where the meter cannot be read at all, or a device that was asked for is not there.
   */
  start(sink: PowerSink): Promise<void>;
  /** Ends the readings; may be called once, also after a failed start. */
  stop(): Promise<void>;
}

export interface PowerSourceContext {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Environment of the commands that a source starts; sources never read `process.env` themselves. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What will be read, as far as options tell without asking a meter. */
export interface DeclaredMeter {
  /** Kind of meter, as `PowerTraceHeader.source` names it. */
  readonly source: string;
  /** Kind of chip that it reads, as in `PowerTraceHeader.kind`. */
  readonly kind?: ChipKind | undefined;
  /** Where it reads. Which one of several the devices decide, once they are asked. */
  readonly boundaries: readonly Boundary[];
}

/** What a power source is, as a definition that a system file can name. */
export interface PowerSourceDefinition<Options = unknown> {
  readonly apiVersion: number;
  readonly name: string;
  readonly optionsSchema: ZodType<Options>;
  create(options: Options, context: PowerSourceContext): PowerSource;
  /** For people who look at a system file; absent where nobody can know before the devices are asked. */
  meters?(options: Options): readonly DeclaredMeter[];
}
