import { type Finding, failure, warning } from "../model/finding.js";
import type { RequestTokenEvents, TokenEvents } from "../model/token-events.js";
import { checkFileHeader, VERSION_OFFSET } from "./file-header.js";
import { readBlockEvents, readBlockStart, scanBlock } from "./token-block.js";
import type { Cursor } from "./varint.js";

/**
 * The first bytes of a file of token events: a byte that is no text, the name, a line feed and the version, so that a
 * program that "corrects" text or line ends is found at once (the idea is PNG's). Blocks follow, see `writeBlock`.
 */
export const TOKEN_EVENTS_HEADER = Uint8Array.of(0x89, 0x54, 0x57, 0x54, 0x4f, 0x4b, 0x0a, 2);

/** How many of `EVENT_KINDS` each version may hold: version 1 had no empty events. */
const KINDS_OF_VERSION: ReadonlyMap<number, number> = new Map([
  [1, 3],
  [2, 4],
]);

/**
 * Reads a file of token events. Blocks of one request are joined in the order of the file; requests come in the order of their
 * index. A block that was cut off is left out, and so is everything from a damaged block on, with a finding that says how
 * much. Costs two passes over the bytes and no object an event.
 *
 * @param file as findings name it: relative to the results folder
 */
export function decodeTokenEvents(
  file: string,
  bytes: Uint8Array,
): { readonly events: TokenEvents; readonly findings: readonly Finding[] } {
  // An empty file is that of a run which was killed in its first moment: nothing is lost.
  if (bytes.length === 0) return { events: [], findings: [] };
  const headerDamage = checkFileHeader(file, bytes, TOKEN_EVENTS_HEADER, [...KINDS_OF_VERSION.keys()]);
  if (headerDamage !== undefined) return { events: [], findings: [headerDamage] };
  const kinds = KINDS_OF_VERSION.get(bytes[VERSION_OFFSET] ?? 0) ?? 0;
  const { counts, end, findings } = countEvents(file, bytes, kinds);
  const joiner = createJoiner(counts);
  const cursor: Cursor = { offset: TOKEN_EVENTS_HEADER.length };
  while (cursor.offset < end) {
    const { request, count } = readBlockStart(bytes, cursor);
    const { events, filled } = joiner.take(request, count);
    readBlockEvents(bytes, cursor, count, events, filled);
  }
  const events = joiner.joined();
  const disordered = events.filter(runsBackwards);
  if (disordered[0] === undefined) return { events, findings };
  const data = { file, request: disordered[0].request, count: disordered.length };
  return { events, findings: [...findings, failure("token-events-disordered", data)] };
}

/** Joins blocks that never went through a file, as `decodeTokenEvents` joins those of one. */
export function mergeTokenEvents(blocks: readonly RequestTokenEvents[]): TokenEvents {
  const counts = new Map<number, number>();
  for (const { request, timesNs } of blocks) counts.set(request, (counts.get(request) ?? 0) + timesNs.length);
  const joiner = createJoiner(counts);
  for (const { request, timesNs, tokens, kinds } of blocks) {
    const { events, filled } = joiner.take(request, timesNs.length);
    events.timesNs.set(timesNs, filled);
    events.tokens.set(tokens, filled);
    events.kinds.set(kinds, filled);
  }
  return joiner.joined();
}

interface CountedEvents {
  /** Events of each request. */
  readonly counts: ReadonlyMap<number, number>;
  /** Offset behind the last whole block. */
  readonly end: number;
  readonly findings: readonly Finding[];
}

function countEvents(file: string, bytes: Uint8Array, kinds: number): CountedEvents {
  const counts = new Map<number, number>();
  const cursor: Cursor = { offset: TOKEN_EVENTS_HEADER.length };
  while (cursor.offset < bytes.length) {
    const end = cursor.offset;
    const block = scanBlock(bytes, cursor, kinds);
    const lost = bytes.length - end;
    if (block === "cut-off")
      return { counts, end, findings: [warning("token-events-truncated", { file, bytes: lost })] };
    if (block === "damaged") {
      return { counts, end, findings: [failure("token-events-damaged", { file, offset: end, bytes: lost })] };
    }
    counts.set(block.request, (counts.get(block.request) ?? 0) + block.count);
  }
  return { counts, end: cursor.offset, findings: [] };
}

interface Joiner {
  /** The arrays of a request and how much of them is filled; the next `count` elements are then taken. */
  take(request: number, count: number): { readonly events: RequestTokenEvents; readonly filled: number };
  /** All requests in the order of their index. */
  joined(): TokenEvents;
}

function createJoiner(counts: ReadonlyMap<number, number>): Joiner {
  const requests = new Map<number, { readonly events: RequestTokenEvents; filled: number }>();
  for (const [request, count] of counts) {
    const events = {
      request,
      timesNs: new Float64Array(count),
      tokens: new Uint16Array(count),
      kinds: new Uint8Array(count),
    };
    requests.set(request, { events, filled: 0 });
  }
  return {
    take(request, count) {
      const target = requests.get(request);
      if (target === undefined) throw new RangeError(`request ${request} was not counted`);
      const { events, filled } = target;
      target.filled += count;
      return { events, filled };
    },
    joined: () => [...requests.values()].map(({ events }) => events).sort((a, b) => a.request - b.request),
  };
}

function runsBackwards({ timesNs }: RequestTokenEvents): boolean {
  return timesNs.some((atNs, index) => index > 0 && atNs < (timesNs[index - 1] ?? 0));
}
