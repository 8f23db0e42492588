import type { FollowedCommand } from "../contract/power-source.js";
import { type Finding, failure } from "../model/finding.js";
import type { RawEntry } from "../model/raw-log.js";
import { type Nanoseconds, NS_PER_SECOND } from "../model/time.js";
import { shellQuote } from "./launch/slurm/shell-quote.js";
import { badEnd, LONGEST_OUTPUT } from "./node-command-ends.js";

type Command = readonly [string, ...string[]];

/** Begins the lines that the script prints itself. */
const MARK = "@tokwatt@";
/** Exit status of `timeout` for a command that it has ended. */
const TIMED_OUT = 124;

/**
 * A script for `sh` that runs commands one after the other, again and again, each between two marks. A round begins at the
 * interval, or when the round before has ended.
 */
export function roundsScript(commands: readonly Command[], intervalNs: Nanoseconds, limitNs: Nanoseconds): string {
  const seconds = (ns: Nanoseconds): string => (ns / NS_PER_SECOND).toFixed(3);
  return [
    // Busy systems of few tools may not have it; who stops the round ends what hangs in it.
    `limit=$(command -v timeout > /dev/null && echo timeout -k 1 ${seconds(limitNs)})`,
    "while :; do",
    `sleep ${seconds(intervalNs)} &`,
    ...commands.flatMap((command, index) => [
      `echo '${MARK} begin ${index}'`,
      `$limit ${command.map(shellQuote).join(" ")}`,
      // The end of a line, where the command's output has none.
      `printf '\\n${MARK} end ${index} %s\\n' "$?"`,
    ]),
    "wait",
    "done",
  ].join("\n");
}

export interface RoundsReader {
  /** One line of the script's output. */
  line(entry: RawEntry): void;
}

interface OpenCall {
  readonly index: number;
  readonly startNs: Nanoseconds;
  readonly lines: string[];
  length: number;
}

export interface RoundsTimes {
  /** A command may run for so long. */
  readonly limitNs: Nanoseconds;
  /** Before the script was started. */
  readonly sinceNs: Nanoseconds;
}

/**
 * Takes the output of the script apart: what each command printed, with the time that it took, or what is wrong with it.
 *
 * @param result called with the command's place in the list
 */
export function createRoundsReader(
  commands: readonly Command[],
  { limitNs, sinceNs }: RoundsTimes,
  result: (index: number, result: RawEntry | Finding) => void,
): RoundsReader {
  let open: OpenCall | undefined;
  /** When the last output came, and when the one before that. */
  let lastNs = sinceNs;
  let beforeNs = sinceNs;
  const close = (
    { index, startNs, lines, length }: OpenCall,
    status: number,
    atNs: Nanoseconds,
  ): RawEntry | Finding => {
    const command = commands[index] ?? [""];
    if (length > LONGEST_OUTPUT) return failure("telemetry-endless", { command: command[0] });
    if (status === TIMED_OUT) {
      return failure("telemetry-hung", { command: command[0], seconds: limitNs / NS_PER_SECOND });
    }
    // The line that the script has ended is empty where the command had ended its own.
    const text = lines.join("\n");
    if (status !== 0) return badEnd(command, `exit ${status}`, text);
    // Both marks at once were late on their way: the command ran at some time since the output before.
    return { atNs, withinNs: atNs - (startNs < atNs ? startNs : beforeNs), text };
  };
  return {
    line: ({ text, atNs }) => {
      if (atNs > lastNs) [beforeNs, lastNs] = [lastNs, atNs];
      if (!text.startsWith(MARK)) {
        if (open === undefined) return;
        open.length += text.length;
        if (open.length <= LONGEST_OUTPUT) open.lines.push(text);
        return;
      }
      const [, what, index, status] = text.split(" ");
      const call = open;
      open = what === "begin" ? { index: Number(index), startNs: atNs, lines: [], length: 0 } : undefined;
      if (what !== "end" || call === undefined || call.index !== Number(index)) return;
      result(call.index, close(call, Number(status), atNs));
    },
  };
}

/** Runs the script by `follow`, and takes its output apart. */
export function followRounds(
  follow: (command: Command, line: (entry: RawEntry) => void) => FollowedCommand,
  commands: readonly Command[],
  { intervalNs, ...times }: RoundsTimes & { readonly intervalNs: Nanoseconds },
  result: (index: number, result: RawEntry | Finding) => void,
): FollowedCommand {
  const reader = createRoundsReader(commands, times, result);
  return follow(["sh", "-c", roundsScript(commands, intervalNs, times.limitNs)], reader.line);
}
