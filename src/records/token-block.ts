import { EVENT_KINDS, type RequestTokenEvents } from "../model/token-events.js";
import { CUT_OFF, type Cursor, MAX_VARINT_BYTES, readVarint, writeVarint } from "./varint.js";

/** An event's second number is `tokens * KIND_SCALE + kind`. */
const KIND_SCALE = 4;

/** What a `Uint16Array` holds; a count has three bytes at most in the file. */
const MAX_TOKENS = 0xffff;
const MAX_TOKENS_BYTES = 3;

/** The most that the block of so many events takes. */
export function blockRoom(count: number): number {
  return 2 * MAX_VARINT_BYTES + count * (MAX_VARINT_BYTES + MAX_TOKENS_BYTES);
}

/**
 * Writes one block: `varint request, varint number of events`, then for each event `varint nanoseconds since the event
 * before it` (the first: since the run's start) and `varint tokens * 4 + kind`. No bytes for no events.
 *
 * @param bytes with `blockRoom` bytes from `start` on
 * @returns the offset behind the block
 * @throws RangeError where an index or a time is no whole number, times run backwards, or the arrays differ in length
 */
export function writeBlock(bytes: Uint8Array, start: number, events: RequestTokenEvents): number {
  const { request, timesNs, tokens, kinds } = events;
  const count = timesNs.length;
  if (!Number.isSafeInteger(request) || request < 0) throw new RangeError(`no index of a request: ${request}`);
  if (tokens.length !== count || kinds.length !== count) throw new RangeError(`request ${request}: lengths differ`);
  if (count === 0) return start;
  let offset = writeVarint(bytes, writeVarint(bytes, start, request), count);
  let previousNs = 0;
  for (let index = 0; index < count; index += 1) {
    const atNs = timesNs[index] as number;
    const kind = kinds[index] as number;
    if (!Number.isSafeInteger(atNs) || atNs < previousNs || kind >= EVENT_KINDS.length) {
      throw new RangeError(`request ${request}, event ${index}: ${atNs} ns after ${previousNs} ns, kind ${kind}`);
    }
    offset = writeVarint(bytes, offset, atNs - previousNs);
    offset = writeVarint(bytes, offset, (tokens[index] as number) * KIND_SCALE + kind);
    previousNs = atNs;
  }
  return offset;
}

/** The two numbers that a block begins with. */
export interface BlockStart {
  readonly request: number;
  readonly count: number;
}

/** Why a block cannot be read: its bytes end too early, or they are none that were ever written. */
export type BlockDamage = "cut-off" | "damaged";

/**
 * Checks the block at the cursor and moves the cursor behind it.
 *
 * @param kinds number of kinds that the file's version has: a greater one was never written
 */
export function scanBlock(bytes: Uint8Array, cursor: Cursor, kinds: number): BlockStart | BlockDamage {
  const request = readVarint(bytes, cursor);
  if (request < 0) return damageOf(request);
  const count = readVarint(bytes, cursor);
  if (count < 0) return damageOf(count);
  // Blocks of no events are never written: they are what a disk leaves behind that lost its power, a run of zeros.
  if (count === 0) return "damaged";
  let atNs = 0;
  for (let index = 0; index < count; index += 1) {
    const delta = readVarint(bytes, cursor);
    if (delta < 0) return damageOf(delta);
    const event = readVarint(bytes, cursor);
    if (event < 0) return damageOf(event);
    atNs += delta;
    if (!Number.isSafeInteger(atNs) || !isEvent(event, kinds)) return "damaged";
  }
  return { request, count };
}

/** Reads the two numbers that a checked block begins with, and moves the cursor to its first event. */
export function readBlockStart(bytes: Uint8Array, cursor: Cursor): BlockStart {
  return { request: readVarint(bytes, cursor), count: readVarint(bytes, cursor) };
}

/** Reads the events of a checked block into the arrays of `events`, from index `filled` on. */
export function readBlockEvents(
  bytes: Uint8Array,
  cursor: Cursor,
  count: number,
  events: RequestTokenEvents,
  filled: number,
): void {
  let atNs = 0;
  for (let index = filled; index < filled + count; index += 1) {
    atNs += readVarint(bytes, cursor);
    const event = readVarint(bytes, cursor);
    events.timesNs[index] = atNs;
    events.tokens[index] = Math.floor(event / KIND_SCALE);
    events.kinds[index] = event % KIND_SCALE;
  }
}

function damageOf(varint: number): BlockDamage {
  return varint === CUT_OFF ? "cut-off" : "damaged";
}

function isEvent(event: number, kinds: number): boolean {
  return event % KIND_SCALE < kinds && event < (MAX_TOKENS + 1) * KIND_SCALE;
}
