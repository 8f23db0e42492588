import type { PowerTrace } from "../model/power-trace.js";
import type { Shard } from "../model/run-record.js";
import type { Nanoseconds } from "../model/time.js";

/** A trace on the run's own time line: strictly increasing instants, one value each. */
export interface AlignedTrace {
  readonly timesNs: readonly Nanoseconds[];
  /** Watts, or joules of a counter. */
  readonly values: readonly number[];
}

/**
 * Puts a trace on the time line of the run: takes the shard's clock offset off, moves a reading that is a mean over the
 * time before its stamp to the middle of that time, sorts, and keeps the first of several readings with one stamp.
 *
 * @param shards shards of the run; a trace whose shard is unknown is taken as it is stamped
 */
export function alignTrace(trace: PowerTrace, shards: readonly Shard[]): AlignedTrace {
  const { header } = trace;
  const offsetNs = shards.find((shard) => shard.alias === header.shard)?.offsetNs ?? 0;
  // A counter's reading is exact at its stamp; only mean watts describe the time before it.
  const lagNs = header.quantity === "watts" ? header.averagingNs / 2 : 0;
  const order = trace.timesNs.map((_, index) => index).sort((a, b) => timeAt(trace, a) - timeAt(trace, b));
  const timesNs: Nanoseconds[] = [];
  const values: number[] = [];
  for (const index of order) {
    const atNs = timeAt(trace, index) - offsetNs - lagNs;
    if (atNs === timesNs.at(-1)) continue;
    timesNs.push(atNs);
    values.push(trace.values[index] as number);
  }
  return { timesNs, values };
}

function timeAt(trace: PowerTrace, index: number): Nanoseconds {
  return trace.timesNs[index] as Nanoseconds;
}
