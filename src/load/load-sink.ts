import type { RequestSample } from "../model/request-sample.js";
import type { RequestTokenEvents } from "../model/token-events.js";

/** Where a load run's observations go, as they are made. A shard of a record is one. */
export interface LoadSink {
  /** A request that has ended; its last events were handed over before. */
  request(sample: RequestSample): void;
  /** The next block of a request's events, in order of arrival. A request may have any number of blocks. */
  tokenEvents(events: RequestTokenEvents): void;
}
