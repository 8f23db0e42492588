import type { DelayStatistics } from "../model/self-check.js";
import { type Nanoseconds, NS_PER_MILLISECOND } from "../model/time.js";
import { mean, quantileType7 } from "../statistics/summary.js";
import { NO_DELAYS } from "./nothing-observed.js";

/** Order statistics of durations in nanoseconds, in any order. */
export function delayStatistics(durationsNs: ArrayLike<Nanoseconds>): DelayStatistics {
  if (durationsNs.length === 0) return NO_DELAYS;
  const sortedMs = [...Float64Array.from(durationsNs, (durationNs) => durationNs / NS_PER_MILLISECOND).sort()];
  return {
    count: sortedMs.length,
    meanMs: mean(sortedMs),
    p50Ms: quantileType7(sortedMs, 0.5),
    p99Ms: quantileType7(sortedMs, 0.99),
    maxMs: quantileType7(sortedMs, 1),
  };
}
