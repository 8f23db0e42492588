import type { TimeWindow } from "../model/time.js";
import type { LoadSink } from "./load-sink.js";

/** Counts the events inside a window on their way to the sink. */
export interface EventCount {
  readonly sink: LoadSink;
  /** Begins to count; what was handed over before is not counted. */
  countIn(window: TimeWindow): void;
  events(): number;
}

export function createEventCount(sink: LoadSink): EventCount {
  let window: TimeWindow = { startNs: Number.POSITIVE_INFINITY, endNs: Number.POSITIVE_INFINITY };
  let events = 0;
  return {
    sink: {
      request: sink.request,
      tokenEvents: (block) => {
        sink.tokenEvents(block);
        for (const atNs of block.timesNs) if (atNs >= window.startNs && atNs < window.endNs) events += 1;
      },
    },
    countIn: (its) => {
      window = its;
    },
    events: () => events,
  };
}
