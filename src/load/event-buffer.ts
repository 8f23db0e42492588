import type { Nanoseconds } from "../model/time.js";
import type { RequestTokenEvents } from "../model/token-events.js";

/** The first block is small because many requests are short. */
const FIRST_CAPACITY = 64;

/** Largest count that fits in a record; a larger one is kept as 0, "not said", and the server's `usage` stands in. */
const LARGEST_COUNT = 0xffff;

/** Content events of one request that were not handed over yet. */
export interface EventBuffer {
  /** @param kind index into `EVENT_KINDS`; @param tokens as the server said, 0 where it did not */
  push(atNs: Nanoseconds, kind: number, tokens: number): void;
  /** Arrival of the oldest event in the buffer; undefined when there is none. */
  oldestNs(): Nanoseconds | undefined;
  /** The events since the last call, and an empty buffer; undefined when there were none. */
  take(): RequestTokenEvents | undefined;
}

/** Typed arrays that double when they are full: no object is made for an event. */
export function createEventBuffer(request: number): EventBuffer {
  let capacity = FIRST_CAPACITY;
  let length = 0;
  let timesNs = new Float64Array(capacity);
  let tokens = new Uint16Array(capacity);
  let kinds = new Uint8Array(capacity);

  const resize = (newCapacity: number): void => {
    const old = { timesNs, tokens, kinds };
    capacity = newCapacity;
    timesNs = new Float64Array(capacity);
    tokens = new Uint16Array(capacity);
    kinds = new Uint8Array(capacity);
    timesNs.set(old.timesNs.subarray(0, length));
    tokens.set(old.tokens.subarray(0, length));
    kinds.set(old.kinds.subarray(0, length));
  };

  return {
    push: (atNs, kind, count) => {
      if (length === capacity) resize(2 * capacity);
      timesNs[length] = atNs;
      tokens[length] = count > LARGEST_COUNT ? 0 : count;
      kinds[length] = kind;
      length += 1;
    },
    oldestNs: () => (length === 0 ? undefined : timesNs[0]),
    take: () => {
      if (length === 0) return undefined;
      const block = {
        request,
        timesNs: timesNs.slice(0, length),
        tokens: tokens.slice(0, length),
        kinds: kinds.slice(0, length),
      };
      length = 0;
      return block;
    },
  };
}
