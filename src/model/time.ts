/** Integer nanoseconds since the start of a run, unless a name says otherwise. Exact in a double for 104 days. */
export type Nanoseconds = number;

export const NS_PER_SECOND = 1e9;
export const NS_PER_MILLISECOND = 1e6;

/** Half-open stretch of a run's time: `startNs` belongs to it, `endNs` does not. */
export interface TimeWindow {
  readonly startNs: Nanoseconds;
  readonly endNs: Nanoseconds;
}

/** Length of a window in seconds. */
export function windowSeconds(window: TimeWindow): number {
  return (window.endNs - window.startNs) / NS_PER_SECOND;
}

/** Whether an instant lies in a half-open window, so that adjacent windows never count an event twice. */
export function isInside(window: TimeWindow, atNs: Nanoseconds): boolean {
  return atNs >= window.startNs && atNs < window.endNs;
}
