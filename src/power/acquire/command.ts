import type { Clock } from "../../contract/clock.js";
import type { RawEntry } from "../../model/raw-log.js";
import type { Nanoseconds } from "../../model/time.js";

/**
 * How raw bytes come from a command. `local-command.ts` runs it on this machine; another machine is another
 * implementation (or, for now, a prefix of the command: `["ssh", "node7", "nvidia-smi"]`).
 */
export interface CommandAccess {
  /**
   * Runs a command to its end and returns what it printed, stamped: within the time that it ran.
   *
   * @throws MeasurementError `telemetry-missing` (no such program), `telemetry-hung` (not ended after `limitNs`, killed),
   *   `telemetry-failed` (exit code or signal, with its words), `telemetry-endless` (too much output, killed);
   *   `processes-not-stopped` (a process is left that cannot be killed); `interrupted`
   */
  read(command: Command, limitNs: Nanoseconds): Promise<RawEntry>;
  /** Starts a command that prints on and on; each line is stamped when its bytes are read. Never throws. */
  follow(command: Command, line: (entry: RawEntry) => void): FollowedCommand;
}

/** Program and arguments; no shell reads them. */
export type Command = readonly [string, ...string[]];

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

export interface CommandAccessContext {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The whole environment of the commands: nothing else is inherited. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}
