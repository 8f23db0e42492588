import { type Finding, failure } from "../../model/finding.js";
import type { Command } from "./command.js";

/** An outcome that is the name of a system error: the program was never started. */
const NOT_STARTED = /^E[A-Z0-9]+$/;

/**
 * What it means that a command could not be started; undefined where it was started, however it ended.
 *
 * @param outcome as `CommandEnd.outcome`
 */
export function notStarted([program]: Command, outcome: string): Finding | undefined {
  return NOT_STARTED.test(outcome) ? failure("telemetry-missing", { command: program, reason: outcome }) : undefined;
}

/** What it means that a command did not end well. */
export function badEnd(command: Command, outcome: string, words: string): Finding {
  return notStarted(command, outcome) ?? failure("telemetry-failed", { command: command[0], outcome, words });
}
