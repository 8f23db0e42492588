import type { Nanoseconds } from "../model/time.js";

/**
 * Most requests that were due and not yet sent at one instant.
 *
 * @param scheduledNs when each was due, in any order
 * @param sentNs when the same one was sent, never before it was due; of one that never was, when it ended
 */
export function largestBacklog(scheduledNs: readonly Nanoseconds[], sentNs: readonly Nanoseconds[]): number {
  const due = Float64Array.from(scheduledNs).sort();
  const sent = Float64Array.from(sentNs).sort();
  let largest = 0;
  let gone = 0;
  for (const [index, atNs] of due.entries()) {
    while (gone < index && (sent[gone] ?? 0) <= atNs) gone += 1;
    largest = Math.max(largest, index + 1 - gone);
  }
  return largest;
}
