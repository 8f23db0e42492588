import type { Clock } from "../../../src/contract/clock.js";

/** A clock that a test moves by hand, beside real sockets and real processes. */
export interface HandClock extends Clock {
  /** Moves to `atNs`, from timer to timer. */
  moveTo(atNs: number): void;
  /** Instants of what is scheduled, in order. */
  readonly due: readonly number[];
  /** Resolves as soon as something is scheduled for that very instant. */
  scheduledFor(atNs: number): Promise<void>;
}

export function createHandClock(): HandClock {
  let nowNs = 0;
  const timers = new Set<{ readonly atNs: number; readonly callback: () => void }>();
  const waiting = new Map<number, () => void>();
  const sorted = () => [...timers].sort((a, b) => a.atNs - b.atNs);
  return {
    nowNs: () => nowNs,
    wallUnixMs: () => nowNs / 1e6,
    schedule: (atNs, callback) => {
      const timer = { atNs, callback };
      timers.add(timer);
      waiting.get(atNs)?.();
      return () => timers.delete(timer);
    },
    get due() {
      return sorted().map(({ atNs }) => atNs);
    },
    scheduledFor: (atNs) =>
      new Promise((resolve) => {
        waiting.set(atNs, resolve);
        if (sorted().some((timer) => timer.atNs === atNs)) resolve();
      }),
    moveTo: (atNs) => {
      for (let next = sorted()[0]; next !== undefined && next.atNs <= atNs; next = sorted()[0]) {
        timers.delete(next);
        nowNs = Math.max(nowNs, next.atNs);
        next.callback();
      }
      nowNs = atNs;
    },
  };
}
