import type { Clock } from "../contract/clock.js";
import { type Nanoseconds, NS_PER_MILLISECOND } from "../model/time.js";
import { createTimerHeap, type Timer } from "./timer-heap.js";

/** A clock whose time passes only while `run` works, and then as fast as the computer allows. */
export interface VirtualClock extends Clock {
  /**
   * Advances time from timer to timer until `until` settles, and returns its outcome. Between two timers everything that
   * follows from the first (promises, `process.nextTick`) is carried out. What waits for real input or output is not
   * waited for: time runs on without it.
   *
   * @throws Error when nothing is scheduled any more and `until` has not settled, and whatever a timer's callback throws
   */
  run<T>(until: Promise<T>): Promise<T>;
}

/** Timers that one turn of the event loop carries out: a turn asks the kernel for input, which costs more than a timer. */
const TIMERS_PER_TURN = 128;

/** Turns without any timer after which the run counts as stuck; more than one, for code that waits for `setImmediate`. */
const IDLE_TURNS = 3;

const DEFAULT_EPOCH_UNIX_MS = Date.UTC(2026, 0, 1);

/**
 * @param options.epochUnixMs wall time, in milliseconds since 1970, at the clock's instant 0; the start of 2026 when
 *   absent, so that equal runs leave equal records
 */
export function createVirtualClock(options: { readonly epochUnixMs?: number } = {}): VirtualClock {
  const { epochUnixMs = DEFAULT_EPOCH_UNIX_MS } = options;
  const timers = createTimerHeap();
  let nowNs: Nanoseconds = 0;
  let registered = 0;

  /** Carries out the next timer; false where there is none. */
  const advance = (): boolean => {
    const timer = timers.pop();
    if (timer === undefined) return false;
    nowNs = timer.atNs;
    timer.callback?.();
    timer.callback = undefined;
    return true;
  };

  return {
    nowNs: () => nowNs,
    wallUnixMs: () => epochUnixMs + nowNs / NS_PER_MILLISECOND,
    schedule: (atNs, callback) => {
      const timer: Timer = { atNs: Math.max(atNs, nowNs), order: registered, callback };
      registered += 1;
      timers.push(timer);
      return () => timers.cancel(timer);
    },
    run: (until) => runTurns(until, advance),
  };
}

function runTurns<T>(until: Promise<T>, advance: () => boolean): Promise<T> {
  return new Promise((resolve, reject) => {
    let settled = false;
    let idleTurns = 0;
    let advanced = false;
    const settle = (finish: () => void): void => {
      settled = true;
      finish();
    };
    const step = (): void => {
      if (settled) return;
      try {
        if (advance()) advanced = true;
      } catch (error) {
        settle(() => reject(error));
      }
    };
    const turn = (): void => {
      if (settled) return;
      idleTurns = advanced ? 0 : idleTurns + 1;
      advanced = false;
      if (idleTurns > IDLE_TURNS) {
        settle(() => reject(new Error("Deadlock in virtual time: no timer is left and the run has not ended.")));
        return;
      }
      // Node empties the queues of microtasks and of nextTick after each single immediate.
      for (let count = 0; count < TIMERS_PER_TURN; count += 1) setImmediate(step);
      setImmediate(turn);
    };
    until.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error)),
    );
    turn();
  });
}
