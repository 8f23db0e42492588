import { type Clock, sleepUntil } from "../../contract/clock.js";
import type { RequestSample } from "../../model/request-sample.js";
import { type Nanoseconds, NS_PER_MILLISECOND } from "../../model/time.js";
import { isInShare, type LoadShare } from "../load-share.js";
import { createSleeper } from "./sleeper.js";

/** A user whose request failed waits at least this long: a dead server is not answered with a storm of requests. */
const PAUSE_AFTER_FAILURE_NS = 100 * NS_PER_MILLISECOND;

export interface ClosedLoopOptions {
  readonly clock: Clock;
  /** All users of the load; those of the share are played here. */
  readonly users: number;
  readonly share: LoadShare;
  /** Instant at which every user's first request is due. */
  readonly startNs: Nanoseconds;
  /** No request is due at or after it. */
  readonly endNs: Nanoseconds;
  readonly signal: AbortSignal;
  /** Index of the list's first request. */
  readonly firstIndex: number;
  /** How long a user thinks between an answer and request `index`. */
  thinkNs(index: number): Nanoseconds;
  /** Makes request `index` ready to be sent without delay. */
  prepare(index: number): void;
  /** Sends a request and resolves when it has ended, with undefined when the run cannot go on. */
  start(index: number, scheduledNs: Nanoseconds): Promise<RequestSample | undefined>;
}

/**
 * Keeps every user busy: the k-th request of user u is request k * users + u of the list, so that each user asks the same
 * on every system and with any number of workers; the next one is due when the last one has ended and the user has
 * thought. Resolves when every user's last request has ended, or when `signal` aborts and those under way have ended.
 */
export async function issueClosedLoop(options: ClosedLoopOptions): Promise<void> {
  const { clock, users, share, startNs, endNs, signal, firstIndex, thinkNs } = options;
  const sleeper = createSleeper(clock, signal);
  const playUser = async (user: number): Promise<void> => {
    let dueNs = startNs;
    for (let index = firstIndex + user; dueNs < endNs; index += users) {
      if (clock.nowNs() < dueNs) await sleeper.until(dueNs);
      if (signal.aborted) return;
      const ended = options.start(index, dueNs);
      // While this one is under way, so that the next one need not wait; at the start the other users would wait for it.
      if (index >= firstIndex + users) options.prepare(index + users);
      const sample = await ended;
      if (sample === undefined) return;
      const thoughtNs = thinkNs(index + users);
      const pauseNs = sample.status === "failed" ? Math.max(thoughtNs, PAUSE_AFTER_FAILURE_NS) : thoughtNs;
      dueNs = sample.endNs + pauseNs;
    }
  };
  const played = Array.from({ length: users }, (_, user) => user).filter((user) => isInShare(share, user));
  if (clock.nowNs() < startNs) await sleepUntil(clock, startNs, signal);
  await Promise.all(played.map(playUser));
  sleeper.close();
}
