import { type Clock, sleepUntil } from "../../contract/clock.js";
import type { Nanoseconds } from "../../model/time.js";
import { isInShare, type LoadShare } from "../load-share.js";

/** What an issuer needs of the run. */
export interface OpenLoopOptions {
  readonly clock: Clock;
  /** When request i of the list is due, ascending. */
  readonly dueNs: readonly Nanoseconds[];
  /** Its requests are sent here. */
  readonly share: LoadShare;
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
  const { clock, dueNs, share, signal } = options;
  for (const [index, atNs] of dueNs.entries()) {
    if (!isInShare(share, index)) continue;
    options.prepare(index);
    if (clock.nowNs() < atNs) await sleepUntil(clock, atNs, signal);
    if (signal.aborted) return;
    options.start(index, atNs);
  }
}
