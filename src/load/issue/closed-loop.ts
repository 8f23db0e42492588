import { type Clock, sleepUntil } from "../../contract/clock.js";
import type { RequestSample } from "../../model/request-sample.js";
import { type Nanoseconds, NS_PER_MILLISECOND } from "../../model/time.js";

/** A user whose request failed waits this long, so that a dead server is not answered with a storm of requests. */
const PAUSE_AFTER_FAILURE_NS = 100 * NS_PER_MILLISECOND;

export interface ClosedLoopOptions {
  readonly clock: Clock;
  readonly users: number;
  /** Instant at which every user's first request is due. */
  readonly startNs: Nanoseconds;
  /** No request is due at or after it. */
  readonly endNs: Nanoseconds;
  readonly signal: AbortSignal;
  /** Index of the first request; the following ones are counted up in the order of starting. */
  readonly firstIndex: number;
  /** Sends a request and resolves when it has ended, with undefined when the run cannot go on. */
  start(index: number, scheduledNs: Nanoseconds): Promise<RequestSample | undefined>;
}

/**
 * Keeps `users` requests under way: the next one of a user is due at the instant at which the last one ended. Resolves
 * when every user's last request has ended, or when `signal` aborts and those under way have ended.
 */
export async function issueClosedLoop(options: ClosedLoopOptions): Promise<void> {
  const { clock, endNs, signal } = options;
  let nextIndex = options.firstIndex;
  const runUser = async (): Promise<void> => {
    let dueNs = options.startNs;
    while (dueNs < endNs && !signal.aborted) {
      const sample = await options.start(nextIndex++, dueNs);
      if (sample === undefined) return;
      dueNs = sample.endNs;
      if (sample.status !== "failed") continue;
      dueNs += PAUSE_AFTER_FAILURE_NS;
      if (dueNs < endNs) await sleepUntil(clock, dueNs, signal);
    }
  };
  await Promise.all(Array.from({ length: options.users }, runUser));
}
