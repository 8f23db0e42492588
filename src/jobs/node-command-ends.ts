import { type Finding, failure } from "../model/finding.js";

/** A tool that prints more in one call has lost its way: 64 devices take some 20 kB. In characters. */
export const LONGEST_OUTPUT = 8 * 1024 * 1024;

/** Exit statuses of `env` and of a shell, which start the program (POSIX): there is none of that name, or it cannot be run. */
const NOT_STARTED = new Map([
  ["exit 126", "EACCES"],
  ["exit 127", "ENOENT"],
]);

/** Lines of an error that are worth repeating, and how much of one. */
const WORDS_LINES = 4;
const LONGEST_LINE = 300;

/** The name of the system error that kept a command from being started; undefined where it was started. */
export function notStartedReason(outcome: string): string | undefined {
  return NOT_STARTED.get(outcome);
}

/** What it means that a command did not end well. */
export function badEnd([program]: readonly [string, ...string[]], outcome: string, said: string): Finding {
  const reason = notStartedReason(outcome);
  if (reason !== undefined) return failure("telemetry-missing", { command: program, reason });
  const lines = said.split(/\r?\n/).filter((line) => line.trim() !== "");
  const words = lines.slice(-WORDS_LINES).map((line) => line.slice(0, LONGEST_LINE));
  return failure("telemetry-failed", { command: program, outcome, words: words.join("\n") });
}
