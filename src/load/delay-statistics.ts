import type { DelayStatistics } from "../model/self-check.js";
import { type Nanoseconds, NS_PER_MILLISECOND } from "../model/time.js";
import { mean, quantileType7 } from "../statistics/summary.js";

/** What stands where nothing was observed: `count` 0 says that the zeros are no measurement. */
export const NO_DELAYS: DelayStatistics = { count: 0, meanMs: 0, p50Ms: 0, p99Ms: 0, maxMs: 0 };

/** Order statistics of durations in nanoseconds, in any order. */
export function delayStatistics(durationsNs: readonly Nanoseconds[]): DelayStatistics {
  if (durationsNs.length === 0) return NO_DELAYS;
  const sortedMs = durationsNs.map((durationNs) => durationNs / NS_PER_MILLISECOND).sort((a, b) => a - b);
  return {
    count: sortedMs.length,
    meanMs: mean(sortedMs),
    p50Ms: quantileType7(sortedMs, 0.5),
    p99Ms: quantileType7(sortedMs, 0.99),
    maxMs: quantileType7(sortedMs, 1),
  };
}
