import { type Clock, sleepUntil } from "../../contract/clock.js";
import type { Nanoseconds } from "../../model/time.js";

/** What an issuer needs of the run. */
export interface OpenLoopOptions {
  readonly clock: Clock;
  /** When request i is due, ascending. */
  readonly dueNs: readonly Nanoseconds[];
  readonly signal: AbortSignal;
  /** Makes request `index` ready to be sent without delay. */
  prepare(index: number): void;
  /** Sends a request; must return at once. */
  start(index: number, scheduledNs: Nanoseconds): void;
}

/**
 * Starts every request at its instant, whatever became of the others; one that is late is sent at once and keeps its
 * instant. Resolves after the last start, or when `signal` aborts.
 */
export async function issueOpenLoop(options: OpenLoopOptions): Promise<void> {
  const { clock, dueNs, signal } = options;
  for (const [index, atNs] of dueNs.entries()) {
    options.prepare(index);
    if (clock.nowNs() < atNs) await sleepUntil(clock, atNs, signal);
    if (signal.aborted) return;
    options.start(index, atNs);
  }
}
