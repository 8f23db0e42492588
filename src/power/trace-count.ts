import { type Finding, note, warning } from "../model/finding.js";
import type { PowerTraceHeader } from "../model/power-trace.js";
import { type Nanoseconds, NS_PER_SECOND } from "../model/time.js";
import { createIntervalMedian, type IntervalMedian } from "./interval-median.js";

/** What was counted of one trace over a run. */
export interface TraceCount {
  readonly header: PowerTraceHeader;
  readonly isCrossCheck: boolean;
  readings: number;
  missing: number;
  notNumbers: number;
  duplicates: number;
  lastNs: Nanoseconds;
  /** Between the readings that have a value. */
  readonly intervals: IntervalMedian;
  lastValueNs: Nanoseconds | undefined;
  /** Longest time within which a reading was taken. */
  withinNs: Nanoseconds;
}

export function newTraceCount(header: PowerTraceHeader, isCrossCheck: boolean): TraceCount {
  const counts = { readings: 0, missing: 0, notNumbers: 0, duplicates: 0, withinNs: 0 };
  const [intervals, lastNs] = [createIntervalMedian(), Number.NEGATIVE_INFINITY];
  return { header, isCrossCheck, ...counts, lastNs, intervals, lastValueNs: undefined };
}

/** Longest that a meter which has lost its pace is waited for. */
const LONGEST_TAIL_NS = 60 * NS_PER_SECOND;
/** A second opinion that ends before the window does is still one on the time before. */
const LONGEST_CROSS_CHECK_TAIL_NS = 5 * NS_PER_SECOND;

/**
 * How long a meter must read on after the load, so that a reading exists beyond the window's end: at the pace that it
 * has kept, not at the one that was asked for.
 */
export function tailOf(count: TraceCount): Nanoseconds {
  const { intervalNs, averagingNs } = count.header;
  // A mean over the past describes the middle of that past; one interval more for a reading that comes late.
  const asked = 2 * intervalNs + averagingNs;
  const achieved = 2 * (count.intervals.medianNs() ?? 0) + averagingNs + count.withinNs;
  const tail = Math.max(asked, Math.min(achieved, LONGEST_TAIL_NS));
  return count.isCrossCheck ? Math.min(tail, LONGEST_CROSS_CHECK_TAIL_NS) : tail;
}

/** What must be said of one trace. */
export function countFindings(count: TraceCount): readonly Finding[] {
  const { header, readings, missing, notNumbers, duplicates } = count;
  const data = { trace: header.id, device: header.device, readings };
  const findings: Finding[] = [];
  if (readings === missing) findings.push(warning("power-no-readings", data));
  else if (missing > 0) findings.push(note("power-readings-missing", { ...data, missing }));
  if (notNumbers > 0) findings.push(warning("power-readings-not-numbers", { ...data, notNumbers }));
  if (duplicates > 0) findings.push(warning("power-duplicate-stamps", { ...data, duplicates }));
  return findings;
}

/** MLPerf Training's rules of power measurement ask for a sample a second at least. */
const LOWEST_HERTZ = 1;

/** A meter that is asked for one reading a second is late by some milliseconds each time. */
const RATE_TOLERANCE = 0.05;

/**
 * The sources whose devices were read less than once a second, each with the slowest of its devices. A counter of joules
 * loses nothing between two readings, and a second opinion is not what energy is taken from: both may be slow.
 */
export function rateFindings(counts: readonly TraceCount[]): readonly Finding[] {
  const slow = counts
    .filter(({ header, isCrossCheck }) => header.quantity === "watts" && !isCrossCheck)
    .map((count) => ({ ...count.header, hertz: NS_PER_SECOND / (count.intervals.medianNs() ?? 0) }))
    .filter(({ hertz }) => hertz < LOWEST_HERTZ * (1 - RATE_TOLERANCE))
    .sort((a, b) => a.hertz - b.hertz);
  const sources = [...new Set(slow.map(({ source }) => source))];
  return sources.flatMap((source) => {
    const devices = slow.filter((each) => each.source === source);
    return devices
      .slice(0, 1)
      .map(({ device, hertz }) =>
        warning("rate-low", { source, devices: devices.length, device, hertz, minimum: LOWEST_HERTZ }),
      );
  });
}
