import type { CommandResult } from "../run-command.js";

/** What a command of Slurm came to. */
export type Answer<Value> =
  | { readonly kind: "answer"; readonly value: Value }
  /** The controller answers, and does not know the job (any more). */
  | { readonly kind: "unknown-job" }
  /** The controller does not answer, or not now: nothing is said about the job. */
  | { readonly kind: "no-answer"; readonly words: string }
  /** The command was refused, or cannot be run here. */
  | { readonly kind: "refused"; readonly words: string };

/** Words of `slurm_strerror` for a job that the controller does not have (src/common/slurm_errno.c). */
const UNKNOWN_JOB = /Invalid job id|already completing or completed|Job\/step already/i;

/**
 * Words for a controller, or the munge beside it, that is away or busy. A reply that was lost is among them: what was asked
 * for may have been done.
 */
const AWAY =
  /Unable to contact slurm controller|connect failure|Connection (?:refused|timed out|reset)|Socket timed out|Zero Bytes were transmitted|Transport endpoint is not connected|Unexpected message received|standby mode|temporarily unable|Resource temporarily unavailable|authentication error|authentication plugin|Munge encode failed|munge daemon|No route to host|Network is unreachable|configuration source|Invalid authentication credential/i;

/** The outcome of a command that could not be started is the name of a system error. */
const NOT_STARTED = /^E[A-Z0-9]+$/;

export function answerOf<Value>(result: CommandResult, read: (stdout: string) => Value): Answer<Value> {
  const { outcome, stdout, words } = result;
  if (outcome === "exit 0") return { kind: "answer", value: read(stdout) };
  if (UNKNOWN_JOB.test(words)) return { kind: "unknown-job" };
  if (outcome === "hung") return { kind: "no-answer", words: outcome };
  if (AWAY.test(words)) return { kind: "no-answer", words };
  return { kind: "refused", words: NOT_STARTED.test(outcome) || words === "" ? outcome : words };
}
