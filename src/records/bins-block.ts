import { GAP_BUCKETS } from "../model/gap-buckets.js";
import { addToBin, type BinSums, MAX_BINS } from "./bin-sums.js";
import { type Cursor, MAX_VARINT_BYTES, readVarint, writeVarint } from "./varint.js";

/** A number of tokens may be a fraction: eight bytes, IEEE 754, lowest byte first. */
const FLOAT_BYTES = 8;

/**
 * One block: what was added since the block before it. `varint bytes of the rest`, then three rows, each `varint number of
 * entries` and for each entry `varint place`: the distance from the entry before it (the first: from 0).
 *
 * - bins that changed: place, `varint events`, `varint uncounted events`, tokens as a double
 * - buckets of gaps that changed, and after them those of token gaps: place, `varint gaps`
 *
 * At the end `varint requests` and `varint requests with known tokens`.
 *
 * @returns undefined where nothing was added
 */
export function encodeBinsBlock(sums: BinSums): Uint8Array | undefined {
  const bins = placesOf(sums.events, sums.bins);
  const gaps = placesOf(sums.gaps, GAP_BUCKETS);
  const tokenGaps = placesOf(sums.tokenGaps, GAP_BUCKETS);
  if (bins.length === 0 && gaps.length === 0 && sums.requests === 0) return undefined;
  const numbers = 5 + 3 * bins.length + 2 * (gaps.length + tokenGaps.length);
  const room = numbers * MAX_VARINT_BYTES + bins.length * FLOAT_BYTES;
  const bytes = new Uint8Array(MAX_VARINT_BYTES + room);
  const view = new DataView(bytes.buffer);
  let offset = MAX_VARINT_BYTES;
  const put = (value: number): void => {
    offset = writeVarint(bytes, offset, value);
  };
  const putRow = (places: readonly number[], putEntry: (place: number) => void): void => {
    put(places.length);
    let previous = 0;
    for (const place of places) {
      put(place - previous);
      putEntry(place);
      previous = place;
    }
  };
  putRow(bins, (bin) => {
    put(sums.events[bin] as number);
    put(sums.uncountedEvents[bin] as number);
    view.setFloat64(offset, sums.tokens[bin] as number, true);
    offset += FLOAT_BYTES;
  });
  putRow(gaps, (bucket) => put(sums.gaps[bucket] as number));
  putRow(tokenGaps, (bucket) => put(sums.tokenGaps[bucket] as number));
  put(sums.requests);
  put(sums.requestsWithKnownTokens);
  const length = new Uint8Array(MAX_VARINT_BYTES);
  const lengthBytes = writeVarint(length, 0, offset - MAX_VARINT_BYTES);
  bytes.set(length.subarray(0, lengthBytes), MAX_VARINT_BYTES - lengthBytes);
  return bytes.subarray(MAX_VARINT_BYTES - lengthBytes, offset);
}

/**
 * Adds a block to sums.
 *
 * @param bytes those of one block without the number of its bytes
 * @param bins number of bins that the window has
 * @returns false where the bytes are none that were ever written; part of them may have been added by then
 */
export function addBinsBlock(sums: BinSums, bytes: Uint8Array, bins: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cursor: Cursor = { offset: 0 };
  const take = (): number => readVarint(bytes, cursor);
  const takeRow = (end: number, takeEntry: (place: number) => boolean): boolean => {
    const entries = take();
    if (entries < 0) return false;
    let place = 0;
    for (let entry = 0; entry < entries; entry += 1) {
      const distance = take();
      if (distance < 0 || (distance === 0 && entry > 0)) return false;
      place += distance;
      if (place >= end || !takeEntry(place)) return false;
    }
    return true;
  };
  const takeGaps = (buckets: Float64Array): boolean =>
    takeRow(GAP_BUCKETS, (bucket) => {
      const gaps = take();
      if (gaps < 1) return false;
      buckets[bucket] = (buckets[bucket] as number) + gaps;
      return true;
    });
  const takeBin = (bin: number): boolean => {
    const events = take();
    const uncounted = take();
    if (events < 1 || uncounted < 0 || uncounted > events || cursor.offset + FLOAT_BYTES > bytes.length) return false;
    const tokens = view.getFloat64(cursor.offset, true);
    cursor.offset += FLOAT_BYTES;
    if (!(tokens >= 0 && tokens < Number.POSITIVE_INFINITY)) return false;
    addToBin(sums, bin, tokens, events, uncounted);
    return true;
  };
  if (!takeRow(Math.min(bins, MAX_BINS), takeBin) || !takeGaps(sums.gaps) || !takeGaps(sums.tokenGaps)) return false;
  const requests = take();
  const known = take();
  if (requests < 0 || known < 0 || known > requests || cursor.offset !== bytes.length) return false;
  sums.requests += requests;
  sums.requestsWithKnownTokens += known;
  return true;
}

/** Places below `end` that hold anything, ascending. */
function placesOf(counts: Float64Array, end: number): readonly number[] {
  const places: number[] = [];
  for (let place = 0; place < end; place += 1) if (counts[place] !== 0) places.push(place);
  return places;
}
