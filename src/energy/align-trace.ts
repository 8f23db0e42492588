import type { PowerTrace } from "../model/power-trace.js";
import type { Shard } from "../model/run-record.js";
import type { Nanoseconds } from "../model/time.js";

/** A trace on the run's own time line: strictly increasing instants, one value each. */
export interface AlignedTrace {
  readonly timesNs: readonly Nanoseconds[];
  /** Watts, or joules of a counter. */
  readonly values: readonly number[];
}

/** Where in the span in which a reading may have been taken it is put. */
export type StampPlace = "early" | "middle" | "late";

/** Part of the span before the stamp by which a reading is moved. */
const SPAN_SHARE: Readonly<Record<StampPlace, number>> = { early: 1, middle: 0.5, late: 0 };
const CLOCK_SIGN: Readonly<Record<StampPlace, number>> = { early: -1, middle: 0, late: 1 };

/**
 * Puts a trace on the time line of the run: takes the shard's clock offset off, puts a reading that was taken somewhere
 * in the time before its stamp (`withinNs`) at one place of that time, moves a reading that is a mean over the past to
 * the middle of that past, sorts, and keeps the first of several readings with one instant.
 *
 * `early` and `late` are the ends of what is possible for all readings at once, the error of the shard's clock included.
 *
 * @param shards shards of the run; a trace whose shard is unknown is taken as it is stamped
 */
export function alignTrace(trace: PowerTrace, shards: readonly Shard[], place: StampPlace = "middle"): AlignedTrace {
  const { header } = trace;
  const shard = shardOf(trace, shards);
  // A counter's reading is exact at its stamp; only mean watts describe the time before it.
  const lagNs = header.quantity === "watts" ? header.averagingNs / 2 : 0;
  const clockNs = CLOCK_SIGN[place] * (shard?.offsetUncertaintyNs ?? 0);
  const shiftNs = clockNs - lagNs - (shard?.offsetNs ?? 0);
  const readings = trace.timesNs.map((stampNs, index) => ({
    atNs: stampNs + shiftNs - SPAN_SHARE[place] * (trace.states[index]?.withinNs ?? 0),
    value: trace.values[index] as number,
  }));
  readings.sort((a, b) => a.atNs - b.atNs);
  const kept = readings.filter((reading, index) => reading.atNs !== readings[index - 1]?.atNs);
  return { timesNs: kept.map(({ atNs }) => atNs), values: kept.map(({ value }) => value) };
}

/** Whether a trace's readings may lie at other instants than where `alignTrace` puts them. */
export function hasLooseStamps(trace: PowerTrace, shards: readonly Shard[]): boolean {
  if ((shardOf(trace, shards)?.offsetUncertaintyNs ?? 0) > 0) return true;
  return trace.states.some((state) => (state?.withinNs ?? 0) > 0);
}

function shardOf({ header }: PowerTrace, shards: readonly Shard[]): Shard | undefined {
  return shards.find((shard) => shard.alias === header.shard);
}
