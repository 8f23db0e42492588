import type { ZodType } from "zod";
import type { Finding } from "../model/finding.js";
import type { Nanoseconds } from "../model/time.js";
import type { Clock } from "./clock.js";

/** A training job, ready to be launched. */
export interface JobRequest {
  /** Short and of letters, digits and `-`; schedulers show it. */
  readonly name: string;
  /** Program and arguments of one task a node; no shell reads them. */
  readonly command: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string>>;
  /** Folder on all nodes in which the command runs. */
  readonly directory: string;
  readonly nodes: number;
  /** Folder of the run: the job's output and whatever a re-attachment needs is kept there. */
  readonly keepIn: string;
}

/** How a job ended, as far as its scheduler tells. */
export type JobOutcome =
  | "completed"
  | "failed"
  | "cancelled"
  | "time-out"
  | "node-failure"
  | "preempted"
  | "out-of-memory";

/** What becomes of a job, in order. `requeued` is followed by `pending` or `started` again. */
export type JobEvent =
  | { readonly kind: "pending"; readonly atNs: Nanoseconds; readonly reason: string }
  /** @property nodes host names as the scheduler knows them; they are aliased before anything is recorded */
  | { readonly kind: "started"; readonly atNs: Nanoseconds; readonly nodes: readonly string[] }
  | { readonly kind: "requeued"; readonly atNs: Nanoseconds; readonly reason: string }
  | {
      readonly kind: "ended";
      readonly atNs: Nanoseconds;
      readonly outcome: JobOutcome;
      /** Exit code of the job where there is one, the signal, the scheduler's own word. */
      readonly detail: string;
    };

/** Told of a job as it goes on. */
export interface JobObserver {
  event(event: JobEvent): void;
  /**
   * The next piece of the job's output, in order, as bytes were read; `atNs` is the instant of the reading.
   *
   * @param withinNs the bytes were written at most so long before they were read; absent or 0: they come as they are written
   */
  output(bytes: Uint8Array, atNs: Nanoseconds, withinNs?: Nanoseconds): void;
  report(finding: Finding): void;
}

/** A job that was handed in. */
export interface Job {
  /** Plain text with which `attach` finds it again, also from another process; no host name, no path. */
  readonly ticket: string;
  /** Resolves with the job's end, when all of its output was handed over. Rejects with `MeasurementError` when it is lost. */
  readonly ended: Promise<Extract<JobEvent, { kind: "ended" }>>;
  /**
   * Starts a command beside the job, one task on each of its nodes or on the one that is named, in the job's own allocation: a
   * sampler of power. Only while the job runs. The output of each task comes with the node it is from. Absent where the
   * launcher cannot do it.
   */
  beside?(command: readonly [string, ...string[]], tasks: BesideObserver, node?: string): Promise<BesideTasks>;
  /** Holds the job still and lets it go on, for a known slow-down. Absent where the launcher cannot do it. */
  readonly holding?: JobHolding | undefined;
  /** Ends the job and all of its processes; resolves when it has ended. May be called again. */
  cancel(): Promise<void>;
}

/** How a running job is held: all of its processes stand still, and what it started beside itself does not. */
export interface JobHolding {
  /** Shorter holds are not exact, or a burden for the scheduler. */
  readonly shortestNs: Nanoseconds;
  /** Resolves when the job stands still, or has ended. Rejects with `MeasurementError` where that is refused. */
  hold(): Promise<void>;
  /** Resolves when it goes on, or has ended. May be called of one that is not held. Rejects as `hold` does. */
  resume(): Promise<void>;
}

export interface BesideObserver {
  output(node: string, bytes: Uint8Array, atNs: Nanoseconds): void;
  /**
   * A node's task has ended, by itself or by `stop`; where the command was started on one node, after all of its output.
   *
   * @param detail `exit 3`, a signal, or the launcher's own word
   * @param words last lines of its error output, which tell what is wrong; absent or empty where it had none
   */
  ended(node: string, detail: string, words?: string): void;
}

export interface BesideTasks {
  stop(): Promise<void>;
}

export interface JobLauncherContext {
  readonly clock: Clock;
  /** Environment of the commands that a launcher starts; launchers never read `process.env` themselves. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Launches jobs where the machines are. */
export interface JobLauncher {
  readonly id: string;
  /** Recorded jobs: how far the clock of the wall times in their logs was ahead of UTC; 0 where absent. */
  readonly utcOffsetMinutes?: number | undefined;
  /** Hands a job in. Rejects with `MeasurementError` where the scheduler does not take it. */
  launch(request: JobRequest, observer: JobObserver): Promise<Job>;
  /**
   * Finds a job again that an earlier process handed in, and goes on observing it: its output from its beginning, as nobody knows
   * what the earlier process had read. Absent where jobs do not outlive their launcher.
   */
  attach?(ticket: string, request: JobRequest, observer: JobObserver): Promise<Job>;
}

/** What a launcher is, as a definition that a system file can name. */
export interface JobLauncherDefinition<Options = unknown> {
  readonly apiVersion: number;
  readonly name: string;
  readonly optionsSchema: ZodType<Options>;
  /**
   * True where the jobs had ended before they are read: their output comes at once, so that the only times are those that the
   * log tells.
   */
  readonly isRecorded?: boolean | undefined;
  /**
   * True where jobs run on this machine and nowhere else: their meters are read here, from before the job until after it.
   * Elsewhere they are read on the job's nodes, by tasks beside it.
   */
  readonly isOnThisMachine?: boolean | undefined;
  /** Programs of this machine without which it launches nothing, for those who look before a run. */
  readonly programs?: readonly string[] | undefined;
  /** Options that are paths of files or folders, by the end of their place, as in `BackendAdapter.files`. */
  readonly files?: readonly string[] | undefined;
  create(options: Options, context: JobLauncherContext): JobLauncher;
}
