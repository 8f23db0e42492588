import { type Nanoseconds, NS_PER_MILLISECOND } from "../model/time.js";

/**
 * How long before an instant its timer stops sleeping and joins the poll. `setTimeout` rounds to whole milliseconds and comes
 * up to about one late; what it misses by is made up for by polling with `setImmediate`, which lets sockets be read between
 * two looks at the clock.
 */
const POLL_NS = NS_PER_MILLISECOND;

/**
 * While the next instant is further away than this, the poll naps instead of spinning. A nap of `NAP_MS` ends up to 0.1 ms
 * late, so that 0.15 ms before the instant the loop is awake. Sockets that get ready during a nap are stamped late by what is
 * left of it. Spinning instead would cost a whole core at 1,000 instants a second and more.
 */
const SPIN_NS = 0.15 * NS_PER_MILLISECOND;
const NAP_MS = 0.1;

/** Longest sleep that `setTimeout` takes. */
const LONGEST_SLEEP_MS = 2 ** 31 - 1;

interface Waiting {
  readonly atNs: Nanoseconds;
  readonly callback: () => void;
}

/** Calls back at instants, as soon after each as the event loop allows and never before; the result cancels. */
export type PreciseTimers = (atNs: Nanoseconds, callback: () => void) => () => void;

/** Timers that share one poll, however many are about to be due. */
export function createPreciseTimers(nowNs: () => Nanoseconds): PreciseTimers {
  /** Those that are due within about `POLL_NS`. */
  const near = new Set<Waiting>();
  let isPolling = false;

  const poll = (): void => {
    for (const one of dueOf(near, nowNs())) {
      // A callback before it may have cancelled it.
      if (near.delete(one)) one.callback();
    }
    isPolling = near.size > 0;
    if (!isPolling) return;
    if (earliestNs(near) - nowNs() > SPIN_NS) nap();
    setImmediate(poll);
  };
  const join = (one: Waiting): void => {
    near.add(one);
    if (!isPolling) setImmediate(poll);
    isPolling = true;
  };

  return (atNs, callback) => {
    const one = { atNs, callback };
    let timeout: NodeJS.Timeout | undefined;
    const sleep = (): void => {
      const sleepMs = Math.floor((atNs - nowNs() - POLL_NS) / NS_PER_MILLISECOND);
      if (sleepMs >= 1) timeout = setTimeout(sleep, Math.min(sleepMs, LONGEST_SLEEP_MS));
      else join(one);
    };
    sleep();
    return () => {
      clearTimeout(timeout);
      near.delete(one);
    };
  };
}

/** An ordinary timer of the platform for whom a millisecond is nothing; never early either. */
export function createCoarseTimers(nowNs: () => Nanoseconds): PreciseTimers {
  return (atNs, callback) => {
    let timeout: NodeJS.Timeout | undefined;
    const wait = (): void => {
      const sleepMs = Math.ceil((atNs - nowNs()) / NS_PER_MILLISECOND);
      timeout = setTimeout(look, Math.max(0, Math.min(sleepMs, LONGEST_SLEEP_MS)));
    };
    const look = (): void => {
      if (nowNs() >= atNs) callback();
      else wait();
    };
    wait();
    return () => clearTimeout(timeout);
  };
}

function dueOf(near: ReadonlySet<Waiting>, nowNs: Nanoseconds): readonly Waiting[] {
  const due: Waiting[] = [];
  for (const one of near) if (one.atNs <= nowNs) due.push(one);
  return due.length > 1 ? due.sort((a, b) => a.atNs - b.atNs) : due;
}

function earliestNs(near: ReadonlySet<Waiting>): Nanoseconds {
  let earliest = Number.POSITIVE_INFINITY;
  for (const { atNs } of near) earliest = Math.min(earliest, atNs);
  return earliest;
}

const nobodyWakes = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** Stops this thread for about 0.1 ms to 0.2 ms; no timer of the event loop is that short. */
function nap(): void {
  Atomics.wait(nobodyWakes, 0, 0, NAP_MS);
}
