import type { JobOutcome } from "../../../contract/job-launcher.js";

/** What a job does, in this launcher's words. `ending`: it has ended, and its nodes are being cleared. */
export type JobPhase =
  | { readonly kind: "pending" }
  | { readonly kind: "running" }
  | { readonly kind: "suspended" }
  | { readonly kind: "ending" }
  | { readonly kind: "ended"; readonly outcome: JobOutcome };

/** States that a job does not leave (man squeue, JOB STATE CODES). */
const OUTCOMES: Readonly<Record<string, JobOutcome>> = {
  COMPLETED: "completed",
  FAILED: "failed",
  CANCELLED: "cancelled",
  REVOKED: "cancelled",
  TIMEOUT: "time-out",
  DEADLINE: "time-out",
  NODE_FAIL: "node-failure",
  BOOT_FAIL: "node-failure",
  PREEMPTED: "preempted",
  OUT_OF_MEMORY: "out-of-memory",
};

/** Waiting for nodes, for their start, for a release after a requeue, or for its data. */
const WAITING = new Set([
  "PENDING",
  "CONFIGURING",
  "POWER_UP_NODE",
  "REQUEUED",
  "REQUEUE_FED",
  "REQUEUE_HOLD",
  "SPECIAL_EXIT",
  "RESV_DEL_HOLD",
]);
const HALTED = new Set(["SUSPENDED", "STOPPED"]);

/** The phase of a job by the words of its state. A word that is not known is taken for a state of a running job. */
export function phaseOf(states: readonly string[]): JobPhase {
  if (states.some((word) => WAITING.has(word))) return { kind: "pending" };
  if (states.includes("COMPLETING")) return { kind: "ending" };
  const outcome = outcomeOf(states);
  if (outcome !== undefined) return { kind: "ended", outcome };
  return { kind: states.some((word) => HALTED.has(word)) ? "suspended" : "running" };
}

/** The outcome that is among the words of a state; undefined for a job that has not ended. */
export function outcomeOf(states: readonly string[]): JobOutcome | undefined {
  const word = states.find((candidate) => Object.hasOwn(OUTCOMES, candidate));
  return word === undefined ? undefined : OUTCOMES[word];
}
