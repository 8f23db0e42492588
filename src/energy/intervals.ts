import { isInside, type Nanoseconds, NS_PER_SECOND, type TimeWindow } from "../model/time.js";

/** Median time between readings; NaN for fewer than two. */
export function medianInterval(timesNs: readonly Nanoseconds[]): Nanoseconds {
  const intervals = timesNs.slice(1).map((atNs, index) => atNs - (timesNs[index] as number));
  intervals.sort((a, b) => a - b);
  return intervals[Math.floor(intervals.length / 2)] ?? Number.NaN;
}

/**
 * Readings a second that a meter really gave in the window: intervals over the time that they take, so that the window's
 * edges do not count against it. 0 for fewer than two readings.
 */
export function achievedRate(timesNs: readonly Nanoseconds[], window: TimeWindow): number {
  const inside = timesNs.filter((atNs) => isInside(window, atNs));
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined || last === first) return 0;
  return ((inside.length - 1) * NS_PER_SECOND) / (last - first);
}
