import type { ZodType } from "zod";
import type { Finding } from "../model/finding.js";
import type { DeviceState, PowerTraceHeader } from "../model/power-trace.js";
import type { Clock } from "./clock.js";

/** Where one device's readings go. The harness stamps each with its own clock when it is handed over. */
export interface PowerTraceSink {
  /** `value` in the trace's quantity; `null` is a reading that the meter did not give (`-`, `N/A`), never 0. */
  sample(value: number | null, state?: DeviceState): void;
}

/** Where a source's traces go. */
export interface PowerSink {
  open(header: PowerTraceHeader): PowerTraceSink;
  report(finding: Finding): void;
}

/** A meter that is read during a run. */
export interface PowerSource {
  readonly id: string;
  /** Opens its traces and begins to hand readings over; resolves after the first reading of each. */
  start(sink: PowerSink): Promise<void>;
  /** Ends the readings; may be called once, also after a failed start. */
  stop(): Promise<void>;
}

export interface PowerSourceContext {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** What a power source is, as a definition that a system file can name. */
export interface PowerSourceDefinition<Options = unknown> {
  readonly apiVersion: number;
  readonly name: string;
  readonly optionsSchema: ZodType<Options>;
  create(options: Options, context: PowerSourceContext): PowerSource;
}
