import type { JobOutcome } from "../../../contract/job-launcher.js";
import { phaseOf } from "./job-states.js";
import type { ShownJob } from "./parse-show-job.js";

/** What happened to a job between two looks at it. */
export type JobChange =
  | { readonly kind: "pending"; readonly reason: string }
  | { readonly kind: "started"; readonly nodeList: string }
  | { readonly kind: "requeued"; readonly reason: string }
  | { readonly kind: "suspended" }
  | { readonly kind: "ended"; readonly outcome: JobOutcome; readonly detail: string };

/** What is remembered of a job from one look to the next. */
export interface SeenJob {
  readonly phase: "nothing" | "pending" | "running" | "suspended";
  readonly reason: string;
  readonly restarts: number;
}

export const NOTHING_SEEN: SeenJob = { phase: "nothing", reason: "", restarts: 0 };

/**
 * What a look at a job adds to what was seen before. A job can start, be requeued and start again between two looks: the number
 * of its restarts tells.
 *
 * @param seen `NOTHING_SEEN` at first, also of a job that is found again: what it went through before is told once more
 */
export function changesOf(
  seen: SeenJob,
  job: ShownJob,
): { readonly changes: readonly JobChange[]; readonly seen: SeenJob } {
  const phase = phaseOf(job.states);
  const changes: JobChange[] = [];
  let before = seen.phase;
  if (job.restarts > seen.restarts) {
    changes.push({ kind: "requeued", reason: job.reason });
    before = "nothing";
  }
  if (phase.kind === "pending") {
    const reason = job.reason === "None" ? (job.states[0] ?? "") : job.reason;
    const isNew = before !== "pending" || reason !== seen.reason;
    if (isNew) changes.push({ kind: "pending", reason });
    return { changes, seen: { phase: "pending", reason, restarts: job.restarts } };
  }
  // A short job has ended before anybody saw it run; a job that was cancelled while it waited never had nodes. Nodes that are being
  // cleared may be those of the start before a requeue.
  if ((before === "nothing" || before === "pending") && phase.kind !== "ending" && job.nodeList !== "") {
    changes.push({ kind: "started", nodeList: job.nodeList });
    before = "running";
  }
  if (phase.kind === "suspended" && before !== "suspended") changes.push({ kind: "suspended" });
  if (phase.kind === "ended") changes.push({ kind: "ended", outcome: phase.outcome, detail: detailOf(job) });
  const now = phase.kind === "suspended" ? "suspended" : before === "suspended" ? "running" : before;
  return { changes, seen: { phase: now, reason: job.reason, restarts: job.restarts } };
}

/** Slurm's own words for how a job ended: `FAILED NonZeroExitCode, exit 3`. */
export function detailOf(job: {
  readonly states: readonly string[];
  readonly reason?: string;
  readonly exitCode: number;
  readonly signal: number;
}): string {
  const { states, reason = "None", exitCode, signal } = job;
  const words = [...states, ...(reason === "None" ? [] : [reason])].join(" ");
  return signal === 0 ? `${words}, exit ${exitCode}` : `${words}, signal ${signal}`;
}
