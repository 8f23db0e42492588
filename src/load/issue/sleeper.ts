import type { Clock } from "../../contract/clock.js";
import type { Nanoseconds } from "../../model/time.js";

/** Waits of many users. */
export interface Sleeper {
  /** Resolves at `atNs`, or as soon as the signal aborts; never rejects. */
  until(atNs: Nanoseconds): Promise<void>;
  close(): void;
}

/**
 * `sleepUntil` for thousands who sleep at once: they share one listener on the signal, whose own list of them would be walked
 * through for each one that wakes up.
 */
export function createSleeper(clock: Clock, signal: AbortSignal): Sleeper {
  const asleep = new Set<() => void>();
  const wakeAll = (): void => {
    for (const wake of asleep) wake();
  };
  signal.addEventListener("abort", wakeAll, { once: true });
  return {
    until: (atNs) =>
      new Promise((resolve) => {
        if (signal.aborted) {
          resolve();
          return;
        }
        const wake = (): void => {
          cancel();
          asleep.delete(wake);
          resolve();
        };
        const cancel = clock.schedule(atNs, wake);
        asleep.add(wake);
      }),
    close: () => signal.removeEventListener("abort", wakeAll),
  };
}
