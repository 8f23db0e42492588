import type { Nanoseconds } from "../model/time.js";

/**
 * The only source of time. Injected everywhere, so that a run can happen in real or in virtual time; `nowNs` counts from
 * the start of the run that the clock was made for.
 */
export interface Clock {
  nowNs(): Nanoseconds;
  /** Wall clock in milliseconds since 1970; only to line hosts up and to date records. */
  wallUnixMs(): number;
  /**
   * Calls `callback` once, never before `atNs` and as soon after it as possible; the result cancels it.
   *
   * @param leewayNs how much later is early enough, 0 when absent: exactness costs a real clock processor time
   */
  schedule(atNs: Nanoseconds, callback: () => void, leewayNs?: Nanoseconds): () => void;
}

/** Resolves at `atNs` on `clock`, or as soon as `signal` aborts; never rejects. `leewayNs` as for `schedule`. */
export function sleepUntil(
  clock: Clock,
  atNs: Nanoseconds,
  signal?: AbortSignal,
  leewayNs?: Nanoseconds,
): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const finish = (): void => {
      signal?.removeEventListener("abort", abort);
      resolve();
    };
    const cancel = clock.schedule(atNs, finish, leewayNs);
    const abort = (): void => {
      cancel();
      finish();
    };
    signal?.addEventListener("abort", abort, { once: true });
  });
}
