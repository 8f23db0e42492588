import type { Clock } from "../../contract/clock.js";
import type { CommandEnd, FollowedCommand, MachineCommands, PowerSink } from "../../contract/power-source.js";
import type { MessageData } from "../../model/finding.js";
import { LOCAL_SHARD } from "../../model/run-record.js";
import type { Nanoseconds } from "../../model/time.js";
import type { Command } from "../acquire/command.js";
import { type StampedReading, stampedReadings } from "../stamped-readings.js";
import { example } from "../telemetry-findings.js";
import type { TelemetryParser } from "../telemetry-parser.js";
import type { TelemetryPlan } from "../telemetry-source.js";

export interface FollowedSessionOptions extends TelemetryPlan {
  readonly command: Command;
  readonly access: MachineCommands;
  readonly clock: Clock;
}

/** One life of a followed command: from its start to its end, with a parser and a log of raw output of its own. */
export interface FollowedSession extends FollowedCommand {
  readonly parser: TelemetryParser;
  readonly startNs: Nanoseconds;
  /** Lines so far. */
  lines(): number;
  /** When the last line came; the start while there is none. */
  lastLineNs(): Nanoseconds;
  lastLine(): string;
}

/**
 * Starts the command. What it printed before it was started again stands in another log, so that each log is one output
 * and can be parsed as one.
 *
 * @param number 1 for the first life of the command, 2 after it was started again
 * @param readings gets the readings of each line as it comes
 */
export function startSession(
  options: FollowedSessionOptions,
  sink: PowerSink,
  number: number,
  readings: (readings: readonly StampedReading[]) => void,
): FollowedSession {
  const { format, command, access, clock, rawId, shard = LOCAL_SHARD } = options;
  const raw = sink.openRaw({
    id: number === 1 ? rawId : `${rawId}-${number}`,
    format: format.name,
    framing: "lines",
    origin: command,
    shard,
  });
  const parser = format.createParser();
  const startNs = clock.nowNs();
  let lines = 0;
  let lastLineNs = startNs;
  let lastLine = "";
  const followed = access.follow(command, (entry) => {
    lines += 1;
    lastLineNs = entry.atNs;
    lastLine = entry.text;
    raw.append(entry);
    readings(stampedReadings(parser, "lines", entry));
  });
  return {
    ...followed,
    parser,
    startNs,
    lines: () => lines,
    lastLineNs: () => lastLineNs,
    lastLine: () => lastLine,
  };
}

/** Data of `telemetry-died`. Where stderr is empty, the last line of output has the words: some tools print errors there. */
export function diedData(id: string, command: Command, session: FollowedSession, end: CommandEnd): MessageData {
  const words = end.words || end.cut || session.lastLine();
  return { source: id, command: command[0], outcome: end.outcome, words: example(words) };
}
