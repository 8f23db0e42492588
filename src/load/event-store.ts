import type { Nanoseconds } from "../model/time.js";
import type { RequestTokenEvents } from "../model/token-events.js";

/**
 * Events of all requests under way that were not handed over yet. A request has a row for `ROW_EVENTS` of them, two numbers an
 * event, in an array that it shares with others. So an event of any of thousands of streams touches one cache line here,
 * makes no object, and a request that ends leaves its row to the next.
 */
export interface EventStore {
  /** Gives a request a row. */
  open(): number;
  /** Keeps event `index` of a row, below `ROW_EVENTS`. @param kind index into `EVENT_KINDS` */
  put(row: number, index: number, atNs: Nanoseconds, kind: number, tokens: number): void;
  /** Arrival of event 0 of a row. */
  firstNs(row: number): Nanoseconds | undefined;
  /** The first `length` events of a row, as those of `request`. */
  read(row: number, length: number, request: number): RequestTokenEvents;
  /** Leaves the row to another request. */
  close(row: number): void;
}

/** Three seconds' worth at twenty tokens a second. */
export const ROW_EVENTS = 63;
/** No power of two, so that the rows of streams in step do not fall on the same lines of the cache. */
const ROW_NUMBERS = 2 * ROW_EVENTS;
const PAGE_ROWS = 256;

/** Largest count that fits in a record; a larger one is kept as 0, "not said", and the server's `usage` stands in. */
const LARGEST_COUNT = 0xffff;
/** Kind and tokens of an event share a number. */
const KINDS = 8;

export function createEventStore(): EventStore {
  const pages: Float64Array[] = [];
  const free: number[] = [];
  const noPage = new Float64Array(0);

  const addPage = (): void => {
    const first = pages.length * PAGE_ROWS;
    pages.push(new Float64Array(PAGE_ROWS * ROW_NUMBERS));
    for (let row = first + PAGE_ROWS - 1; row >= first; row -= 1) free.push(row);
  };
  const pageOf = (row: number): Float64Array => pages[Math.trunc(row / PAGE_ROWS)] ?? noPage;
  const startOf = (row: number): number => (row % PAGE_ROWS) * ROW_NUMBERS;

  return {
    open: () => {
      if (free.length === 0) addPage();
      return free.pop() ?? 0;
    },
    put: (row, index, atNs, kind, tokens) => {
      const page = pageOf(row);
      const at = startOf(row) + 2 * index;
      page[at] = atNs;
      page[at + 1] = (tokens > LARGEST_COUNT ? 0 : tokens) * KINDS + kind;
    },
    firstNs: (row) => pageOf(row)[startOf(row)],
    read: (row, length, request) => {
      const page = pageOf(row);
      const start = startOf(row);
      const timesNs = new Float64Array(length);
      const tokens = new Uint16Array(length);
      const kinds = new Uint8Array(length);
      for (let index = 0; index < length; index += 1) {
        const counted = page[start + 2 * index + 1] ?? 0;
        timesNs[index] = page[start + 2 * index] ?? 0;
        tokens[index] = Math.trunc(counted / KINDS);
        kinds[index] = counted % KINDS;
      }
      return { request, timesNs, tokens, kinds };
    },
    close: (row) => {
      free.push(row);
    },
  };
}
