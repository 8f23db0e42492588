import { BURST_LATE_MS, type BurstStatistics } from "../../model/self-check.js";
import { type Nanoseconds, NS_PER_MILLISECOND } from "../../model/time.js";

/** Told of every read from a socket, on the hot path. */
export interface BurstWatch {
  /** @param atNs stamp of the read: the first thing that its callback did */
  read(atNs: Nanoseconds): void;
}

/** A watch whose bursts are counted. */
export interface BurstCounter extends BurstWatch {
  /** Forgets what was counted. */
  reset(): void;
  statistics(): BurstStatistics;
}

/**
 * Counts turns of the event loop in which several reads were waiting. They were there at about the same time, and yet the
 * last of them is stamped when those before it have been worked off: the length of such a turn bounds how late.
 *
 * Costs one callback a turn, whatever the number of reads in it.
 *
 * @param atTurnEnd calls back when the present turn's reads are over; `setImmediate`, which runs right after them
 */
export function createBurstCounter(atTurnEnd: (callback: () => void) => void = setImmediate): BurstCounter {
  let reads = 0;
  let firstNs: Nanoseconds = 0;
  let lastNs: Nanoseconds = 0;
  let bursts = 0;
  let late = 0;
  let longestNs: Nanoseconds = 0;

  const endTurn = (): void => {
    if (reads > 1) {
      const lengthNs = lastNs - firstNs;
      bursts += 1;
      if (lengthNs > BURST_LATE_MS * NS_PER_MILLISECOND) late += 1;
      if (lengthNs > longestNs) longestNs = lengthNs;
    }
    reads = 0;
  };

  return {
    read: (atNs) => {
      lastNs = atNs;
      reads += 1;
      if (reads > 1) return;
      firstNs = atNs;
      atTurnEnd(endTurn);
    },
    reset: () => {
      bursts = 0;
      late = 0;
      longestNs = 0;
    },
    statistics: () => ({ bursts, late, longestMs: longestNs / NS_PER_MILLISECOND }),
  };
}
