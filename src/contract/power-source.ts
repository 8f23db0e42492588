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

/**
 * How raw bytes come from a command on one machine. `power/acquire/local-command.ts` runs it on this one, a node of a job is
 * another implementation (a prefix of the command, `["ssh", "node7", "nvidia-smi"]`, is a third way).
 */
export interface MachineCommands {
  /**
   * Runs a command to its end and returns what it printed, stamped: within the time that it ran.
   *
   * @throws MeasurementError `telemetry-missing` (no such program), `telemetry-hung` (not ended after `limitNs`, killed),
   *   `telemetry-failed` (exit code or signal, with its words), `telemetry-endless` (too much output, killed);
   *   `processes-not-stopped` (a process is left that cannot be killed); `interrupted`
   */
  read(command: readonly [string, ...string[]], limitNs: Nanoseconds): Promise<RawEntry>;
  /** Starts a command that prints on and on; each line is stamped when its bytes are read. Never throws. */
  follow(command: readonly [string, ...string[]], line: (entry: RawEntry) => void): FollowedCommand;
  /**
   * Runs commands one after the other, again and again, as one task there: for a machine on which each start costs much, such as
   * a step of a scheduler. Absent where it costs nothing. Never throws; it does not end by itself unless the way there is cut.
   *
   * @param pace time between the beginnings of two rounds, and how long one command may run
   * @param result what a command printed, or what `read` would throw; with its place in the list
   */
  repeat?(
    commands: readonly (readonly [string, ...string[]])[],
    pace: { readonly intervalNs: Nanoseconds; readonly limitNs: Nanoseconds },
    result: (index: number, result: RawEntry | Finding) => void,
  ): FollowedCommand;
}

/** How a followed command ended by itself. */
export interface CommandEnd {
  /** `exit 0`, `SIGKILL`, `ENOENT`. */
  readonly outcome: string;
  /** Its last words on stderr. */
  readonly words: string;
  /** Text after the last line's end: half a line, which nobody may take for a whole one. */
  readonly cut: string;
}

export interface FollowedCommand {
  readonly ended: Promise<CommandEnd>;
  /** Ends it, with its children. */
  stop(): Promise<void>;
}

/** A node of a training job, whose meters are read on it while everything else happens here. */
export interface MeteredNode {
  /** Alias of its shard; ids of its traces begin with it. */
  readonly alias: string;
  readonly commands: MachineCommands;
}

export interface PowerSourceContext {
  /**
   * Wall clock, in milliseconds since 1970, at instant 0 of a run that had ended before it is read: what a source reads from a
   * file is lined up by it. Sources that read meters now refuse it (`telemetry-not-recorded`).
   */
  readonly recordedFromUnixMs?: number | undefined;
  /** Absent: the meters are read on this machine. Sources that cannot be read elsewhere refuse it (`telemetry-local-only`). */
  readonly node?: MeteredNode | undefined;
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
  /** Options that are paths of files, by the end of their place, as in `BackendAdapter.files`. */
  readonly files?: readonly string[] | undefined;
  /**
   * True where it reads what was recorded of a job that has ended, by `recordedFromUnixMs`. A source of a package that does not
   * say so is refused for such a job: what its meter shows now is of another time.
   */
  readonly readsRecorded?: boolean | undefined;
  create(options: Options, context: PowerSourceContext): PowerSource;
  /** For people who look at a system file; absent where nobody can know before the devices are asked. */
  meters?(options: Options): readonly DeclaredMeter[];
}
