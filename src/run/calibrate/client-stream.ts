import type { RunRecord } from "../../model/run-record.js";

/** What a client saw of one stream, in nanoseconds of the machine's monotonic clock. */
export interface ClientStream {
  /** The request's `x-request-id`. */
  readonly id: string;
  readonly sentNs: number;
  /** When it stamped each chunk with choices, in order. */
  readonly stampsNs: ArrayLike<number>;
  /** Whether it was read to its end: one that was cut or failed may lack events. */
  readonly isWhole: boolean;
}

/** Streams of a record. @param zeroNs the run's instant 0 on the machine's monotonic clock */
export function streamsOfRecord({ requests, tokenEvents }: RunRecord, zeroNs: number): readonly ClientStream[] {
  const eventsOf = new Map(tokenEvents.map((events) => [events.request, events.timesNs]));
  return requests.map(({ index, sentNs, status }) => ({
    id: `tokwatt-${index}`,
    sentNs: zeroNs + (sentNs ?? Number.NaN),
    stampsNs: Float64Array.from(eventsOf.get(index) ?? [], (atNs) => zeroNs + atNs),
    isWhole: status === "ok",
  }));
}
