import type { BurstStatistics, DelayStatistics } from "../model/self-check.js";

/** What stands where nothing was observed: `count` 0 says that the zeros are no measurement. */
export const NO_DELAYS: DelayStatistics = { count: 0, meanMs: 0, p50Ms: 0, p99Ms: 0, maxMs: 0 };

export const NO_BURSTS: BurstStatistics = { bursts: 0, late: 0, longestMs: 0 };
