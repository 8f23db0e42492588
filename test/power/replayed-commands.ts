import { type Clock, sleepUntil } from "../../src/contract/clock.js";
import type { CommandEnd, MachineCommands } from "../../src/contract/power-source.js";
import { MeasurementError } from "../../src/model/errors.js";
import { type Finding, failure } from "../../src/model/finding.js";
import { NS_PER_SECOND } from "../../src/model/time.js";
import type { Command } from "../../src/power/acquire/command.js";

/** One life of a followed command: when it printed which line, in seconds since it was started, and how it ended. */
export interface RecordedStream {
  readonly lines: readonly (readonly [seconds: number, text: string])[];
  /** Absent: it goes on in silence. */
  readonly end?: { readonly seconds: number } & Partial<CommandEnd>;
}

/** One call of a command that prints once. */
export interface RecordedCall {
  readonly seconds: number;
  readonly text?: string;
  readonly failure?: Finding;
}

export interface ReplayedCommands extends MachineCommands {
  /** Commands that were started, in order. */
  readonly started: readonly Command[];
  /** Followed commands that were stopped. */
  stopped(): number;
}

/**
 * Commands whose output was recorded, printed again at the pace of a clock: the second implementation of `MachineCommands`,
 * for what takes minutes with real processes. A stream is followed for each start, the last of them again and again.
 */
export function replayCommands(
  clock: Clock,
  recorded: {
    readonly streams?: readonly RecordedStream[];
    readonly calls?: (command: Command, number: number) => RecordedCall;
    readonly signal?: AbortSignal;
  },
): ReplayedCommands {
  const { streams = [], calls, signal } = recorded;
  const started: Command[] = [];
  let stopped = 0;
  let called = 0;
  return {
    started,
    stopped: () => stopped,
    read: async (command, limitNs) => {
      started.push(command);
      called += 1;
      const startNs = clock.nowNs();
      const call = calls?.(command, called) ?? { seconds: Number.POSITIVE_INFINITY };
      const durationNs = call.seconds * NS_PER_SECOND;
      await sleepUntil(clock, startNs + Math.min(durationNs, limitNs), signal);
      if (signal?.aborted) throw new MeasurementError(failure("interrupted"));
      const seconds = limitNs / NS_PER_SECOND;
      if (durationNs > limitNs) throw new MeasurementError(failure("telemetry-hung", { command: command[0], seconds }));
      if (call.failure !== undefined) throw new MeasurementError(call.failure);
      return { atNs: clock.nowNs(), withinNs: clock.nowNs() - startNs, text: call.text ?? "" };
    },
    follow: (command, line) => {
      const stream = streams[started.length] ?? streams.at(-1) ?? { lines: [] };
      started.push(command);
      const startNs = clock.nowNs();
      const cancels: (() => void)[] = [];
      const at = (seconds: number, action: () => void): void => {
        cancels.push(clock.schedule(startNs + seconds * NS_PER_SECOND, action));
      };
      for (const [seconds, text] of stream.lines) {
        at(seconds, () => line({ atNs: clock.nowNs(), withinNs: 0, text }));
      }
      const { end } = stream;
      const ended = new Promise<CommandEnd>((resolve) => {
        if (end === undefined) return;
        at(end.seconds, () => resolve({ outcome: "exit 1", words: "", cut: "", ...end }));
      });
      return {
        ended,
        stop: async () => {
          stopped += 1;
          for (const cancel of cancels) cancel();
        },
      };
    },
  };
}

/** The lines that a tool prints at an interval, its first ones at once: `rounds` times all that `round` gives. */
export function printed(
  rounds: number,
  intervalSeconds: number,
  round: (number: number) => readonly string[],
): RecordedStream["lines"] {
  return Array.from({ length: rounds }, (_, number) =>
    round(number).map((text): readonly [number, string] => [number * intervalSeconds, text]),
  ).flat();
}
