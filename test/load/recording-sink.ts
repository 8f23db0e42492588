import type { Clock } from "../../src/contract/clock.js";
import type { LoadSink } from "../../src/load/load-sink.js";
import type { RequestSample } from "../../src/model/request-sample.js";
import type { Nanoseconds } from "../../src/model/time.js";
import { EMPTY_EVENT, type RequestTokenEvents } from "../../src/model/token-events.js";

/** Keeps everything that a run hands over, with the instant at which it did. */
export interface RecordingSink extends LoadSink {
  readonly samples: RequestSample[];
  readonly blocks: { readonly atNs: Nanoseconds; readonly block: RequestTokenEvents }[];
  /** Arrival of each content event of a request, all blocks together. */
  eventTimes(request: number): readonly Nanoseconds[];
}

export function createRecordingSink(clock: Clock): RecordingSink {
  const samples: RequestSample[] = [];
  const blocks: { atNs: Nanoseconds; block: RequestTokenEvents }[] = [];
  return {
    samples,
    blocks,
    request: (sample) => samples.push(sample),
    tokenEvents: (block) => blocks.push({ atNs: clock.nowNs(), block }),
    eventTimes: (request) =>
      blocks
        .filter(({ block }) => block.request === request)
        .flatMap(({ block }) => Array.from(block.timesNs).filter((_, index) => block.kinds[index] !== EMPTY_EVENT)),
  };
}
