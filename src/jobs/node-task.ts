import { type Clock, sleepUntil } from "../contract/clock.js";
import type { BesideTasks, Job } from "../contract/job-launcher.js";
import { MeasurementError } from "../model/errors.js";
import { type Finding, failure } from "../model/finding.js";
import { type Nanoseconds, NS_PER_SECOND } from "../model/time.js";

/** How a task on a node ended. */
export interface NodeTaskEnd {
  /** `exit 3`, a signal, or the launcher's own word. */
  readonly outcome: string;
  /** Last lines of its error output, without the node's name. */
  readonly words: string;
  /** Why it was not even started. */
  readonly refusal?: Finding | undefined;
}

/** One command on one node, beside the job that runs there. */
export interface NodeTask {
  /** After all of its output; undefined where it ended because its job did. Never rejects. */
  readonly ended: Promise<NodeTaskEnd | undefined>;
  /** Ends it, also while it is being started. */
  stop(): Promise<void>;
}

export interface NodeTaskOptions {
  readonly job: Pick<Job, "beside" | "ended">;
  /** As the job's scheduler calls it. */
  readonly node: string;
  readonly command: readonly [string, ...string[]];
  readonly clock: Clock;
  readonly take: (bytes: Uint8Array, atNs: Nanoseconds) => void;
}

/**
 * A scheduler ends what runs beside a job some time before it says that the job has ended: it clears the nodes, and is not asked
 * all the time. A tool that somebody else kills is started again so much later.
 */
const JOB_END_LIMIT_NS = 60 * NS_PER_SECOND;

/** Starts a command on a node. Never throws: what cannot be started has ended. */
export function startNodeTask({ job, node, command, clock, take }: NodeTaskOptions): NodeTask {
  let tellEnd = (_end: NodeTaskEnd): void => {};
  const told = new Promise<NodeTaskEnd>((resolve) => {
    tellEnd = resolve;
  });
  const observer = {
    // Stamped by the clock of the run, whatever the launcher's counts from.
    output: (_node: string, bytes: Uint8Array) => take(bytes, clock.nowNs()),
    ended: (_node: string, detail: string, words = "") => tellEnd({ outcome: detail, words: withoutName(words, node) }),
  };
  // `env` becomes the program, and its exit status tells whether there is one.
  const started = beside(job, ["env", "LC_ALL=C", ...command], observer, node);
  started.catch((error: unknown) => {
    const refusal = error instanceof MeasurementError ? error.finding : failure("node-task-refused", reasonOf(error));
    tellEnd({ outcome: refusal.code, words: "", refusal });
  });
  return {
    ended: told.then(async (end) => ((await endedWithJob(end, job, clock)) ? undefined : end)),
    stop: async () => {
      const tasks = await started.catch(() => undefined);
      await tasks?.stop();
    },
  };
}

async function beside(
  job: Pick<Job, "beside">,
  ...[command, observer, node]: Parameters<NonNullable<Job["beside"]>>
): Promise<BesideTasks> {
  if (job.beside === undefined) throw new MeasurementError(failure("nodes-not-reached"));
  return job.beside(command, observer, node);
}

/** A program that ends by itself has an exit status, below 128: what is above stands for a signal. */
function endedByItself(outcome: string): boolean {
  const status = /^exit (\d+)$/.exec(outcome)?.[1];
  return status !== undefined && Number(status) < 128;
}

/** Whether a task that did not end by itself ended because its job did. */
async function endedWithJob(
  { outcome, refusal }: NodeTaskEnd,
  job: Pick<Job, "ended">,
  clock: Clock,
): Promise<boolean> {
  const isOfJob = refusal === undefined ? !endedByItself(outcome) : refusal.code === "job-not-running";
  if (!isOfJob) return false;
  const enough = new AbortController();
  const isEnded = await Promise.race([
    job.ended.then(
      () => true,
      () => true,
    ),
    sleepUntil(clock, clock.nowNs() + JOB_END_LIMIT_NS, enough.signal, NS_PER_SECOND).then(() => false),
  ]);
  enough.abort();
  return isEnded;
}

/** Names of nodes are aliased before anything is recorded. */
function withoutName(words: string, node: string): string {
  const escaped = node.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return words.replace(new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`, "g"), "<node>");
}

function reasonOf(error: unknown): { readonly reason: string } {
  return { reason: error instanceof Error ? error.message : String(error) };
}
