import { type Clock, sleepUntil } from "../../../contract/clock.js";
import type { JobObserver } from "../../../contract/job-launcher.js";
import { MeasurementError } from "../../../model/errors.js";
import { failure, warning } from "../../../model/finding.js";
import { type Nanoseconds, NS_PER_SECOND } from "../../../model/time.js";
import { changesOf, type JobChange, NOTHING_SEEN } from "./job-changes.js";
import { watchOutage } from "./outage.js";
import type { ShownJob } from "./parse-show-job.js";
import { type KnownEnd, memoryEnd, pastEnd } from "./past-end.js";
import type { Answer } from "./slurm-answer.js";
import type { SlurmCommands } from "./slurm-commands.js";

export interface FollowOptions {
  readonly id: number;
  readonly name: string;
  /** Path of its batch script: another job of the same number has another. */
  readonly script: string;
  /** What the job left behind when its command had ended, if it did. */
  readonly exitStatus: () => Promise<number | undefined>;
  readonly longestPauseNs: Nanoseconds;
  readonly lostAfterSeconds: number;
  readonly commands: SlurmCommands;
  readonly clock: Clock;
  readonly observer: JobObserver;
}

export interface FollowedJob {
  /** Rejects with `MeasurementError`: `job-lost`, `job-forgotten`, `job-not-ours`, `scheduler-refused`. Its event is not told to the observer yet. */
  readonly ended: Promise<KnownEnd>;
  /** Nodes of the running job, as it was last seen; none before it runs. */
  nodes(): readonly string[];
  /** Looks at once, and then often again. */
  hasten(): void;
}

const SHORTEST_PAUSE_NS = NS_PER_SECOND;
/** Each pause is longer than the one before by this factor, as long as nothing changes. */
const BACK_OFF = 1.5;
/** How often a job that the controller has forgotten is looked for: the accounting may be behind. */
const LOOKS_FOR_PAST = 4;

/** Looks at a job until it has ended and tells its observer of every change. */
export function followJob(options: FollowOptions): FollowedJob {
  const { id, clock, observer, commands, longestPauseNs } = options;
  const outage = watchOutage(
    (away) => failure("job-lost", { job: String(id), ...away }),
    options.lostAfterSeconds,
    clock,
    observer,
  );
  let seen = NOTHING_SEEN;
  let hasAnswered = false;
  let nodes: readonly string[] = [];
  let pauseNs = Math.min(SHORTEST_PAUSE_NS, longestPauseNs);
  let wake = new AbortController();

  const pause = async (): Promise<void> => {
    wake = new AbortController();
    await sleepUntil(clock, clock.nowNs() + pauseNs, wake.signal, pauseNs / 10);
    pauseNs = Math.min(pauseNs * BACK_OFF, longestPauseNs);
  };
  const tell = (change: JobChange, hosts: readonly string[]): void => {
    const atNs = clock.nowNs();
    pauseNs = Math.min(SHORTEST_PAUSE_NS, longestPauseNs);
    // A job that waits again, or has ended, has no nodes.
    if (change.kind !== "suspended") nodes = change.kind === "started" ? hosts : [];
    if (change.kind === "started") observer.event({ kind: "started", atNs, nodes });
    else if (change.kind === "suspended") observer.report(warning("job-suspended", { job: String(id) }));
    else if (change.kind !== "ended") observer.event({ ...change, atNs });
  };
  /** What one look found: the end, or that it goes on. */
  const take = async (job: ShownJob): Promise<Answer<KnownEnd | undefined>> => {
    if (job.command !== "" && job.command !== options.script) {
      throw new MeasurementError(failure("job-not-ours", { job: String(id) }));
    }
    const found = changesOf(seen, job);
    const started = found.changes.find((change) => change.kind === "started");
    const hosts = started === undefined ? undefined : await commands.hostnames(started.nodeList);
    // Told with its nodes or not yet.
    if (hosts !== undefined && hosts.kind !== "answer") return hosts;
    seen = found.seen;
    for (const change of found.changes) tell(change, hosts?.value ?? []);
    const end = found.changes.find((change) => change.kind === "ended");
    return { kind: "answer", value: end };
  };
  const follow = async (): Promise<KnownEnd> => {
    for (let forgotten = 0; ; ) {
      const shown = await commands.showJob(id);
      const taken = shown.kind === "answer" ? await take(shown.value) : shown;
      // Here Slurm cannot be asked at all. Later, when it could, that is an outage.
      if (taken.kind === "refused" && !hasAnswered) {
        throw new MeasurementError(failure("scheduler-refused", { scheduler: "slurm", words: taken.words }));
      }
      if (taken.kind === "answer") {
        hasAnswered = true;
        outage.answered();
        if (taken.value !== undefined) return withSteps(taken.value);
      } else if (taken.kind === "unknown-job") {
        outage.answered();
        const end = await pastEnd(id, options.name, options.exitStatus, commands);
        if (end !== undefined) return end;
        forgotten += 1;
        if (forgotten >= LOOKS_FOR_PAST) throw new MeasurementError(failure("job-forgotten", { job: String(id) }));
      } else outage.silent(taken.words);
      await pause();
    }
  };
  const withSteps = async ({ outcome, detail }: KnownEnd): Promise<KnownEnd> => {
    const end = { outcome, detail };
    if (outcome !== "failed") return end;
    const accounted = await commands.accounting(id);
    return accounted.kind === "answer" ? memoryEnd(end, accounted.value) : end;
  };
  const ended = follow();
  ended.catch(() => {});
  return {
    ended,
    nodes: () => nodes,
    hasten: () => {
      pauseNs = Math.min(SHORTEST_PAUSE_NS, longestPauseNs);
      wake.abort();
    },
  };
}
