import { type Finding, failure, warning } from "../model/finding.js";
import { gapHistogram } from "../model/gap-buckets.js";
import type { BinnedEvents } from "../model/token-events.js";
import { type BinGrid, type BinSums, createBinSums } from "./bin-sums.js";
import { addBinsBlock } from "./bins-block.js";
import { checkFileHeader } from "./file-header.js";
import { CUT_OFF, type Cursor, MAX_VARINT_BYTES, readVarint, writeVarint } from "./varint.js";

/** The first bytes of a file of binned events: as those of `TOKEN_EVENTS_HEADER`, with a name of their own. */
export const BINNED_EVENTS_HEADER = Uint8Array.of(0x89, 0x54, 0x57, 0x42, 0x49, 0x4e, 0x0a, 1);

/**
 * The beginning of a file: the eight bytes, `varint start of the window`, `varint its length` and `varint length of a bin`
 * in nanoseconds. Blocks follow, see `encodeBinsBlock`.
 *
 * @throws RangeError for a window or a bin that is empty, or none of whole nanoseconds
 */
export function encodeBinGrid({ window, binNs }: BinGrid): Uint8Array {
  const numbers = [window.startNs, window.endNs - window.startNs, binNs];
  if (!numbers.every(Number.isSafeInteger) || window.startNs < 0 || numbers.slice(1).some((value) => value < 1)) {
    throw new RangeError(`no bins: ${numbers.join(", ")} ns`);
  }
  const bytes = new Uint8Array(BINNED_EVENTS_HEADER.length + numbers.length * MAX_VARINT_BYTES);
  bytes.set(BINNED_EVENTS_HEADER);
  const end = numbers.reduce((offset, value) => writeVarint(bytes, offset, value), BINNED_EVENTS_HEADER.length);
  return bytes.subarray(0, end);
}

/** The sums of one file, or of several that were joined. */
export interface BinnedShard {
  readonly grid: BinGrid;
  readonly sums: BinSums;
}

/**
 * Reads a file of binned events. A block that was cut off is left out, and so is everything from a damaged block on, with
 * a finding that says how much.
 *
 * @param file as findings name it: relative to the results folder
 * @param into sums that the file's are added to; sums of its own where it is the first, or has another grid
 */
export function decodeBinnedEvents(
  file: string,
  bytes: Uint8Array,
  into?: BinnedShard,
): { readonly shard?: BinnedShard | undefined; readonly findings: readonly Finding[] } {
  const headerDamage = checkFileHeader(file, bytes, BINNED_EVENTS_HEADER, [1]);
  if (headerDamage !== undefined) return { shard: into, findings: [headerDamage] };
  const cursor: Cursor = { offset: BINNED_EVENTS_HEADER.length };
  const grid = readGrid(bytes, cursor);
  if (grid === "cut-off") {
    return { shard: into, findings: [warning("token-events-truncated", { file, bytes: bytes.length })] };
  }
  if (grid === "damaged") {
    const data = { file, offset: BINNED_EVENTS_HEADER.length, bytes: bytes.length - BINNED_EVENTS_HEADER.length };
    return { shard: into, findings: [failure("token-events-damaged", data)] };
  }
  if (into !== undefined && !isSameGrid(into.grid, grid)) {
    return { shard: into, findings: [failure("token-bins-differ", { file })] };
  }
  const shard = into ?? { grid, sums: createBinSums() };
  return { shard, findings: readBlocks(file, bytes, cursor, shard) };
}

/** The sums as metrics see them. */
export function binnedEventsOf({ grid, sums }: BinnedShard): BinnedEvents {
  const { bins, requests, requestsWithKnownTokens } = sums;
  return {
    ...grid.window,
    binNs: grid.binNs,
    tokens: sums.tokens.slice(0, bins),
    events: sums.events.slice(0, bins),
    uncountedEvents: sums.uncountedEvents.slice(0, bins),
    gaps: gapHistogram(sums.gaps),
    tokenGaps: gapHistogram(sums.tokenGaps),
    requests,
    requestsWithKnownTokens,
  };
}

function readBlocks(file: string, bytes: Uint8Array, cursor: Cursor, { grid, sums }: BinnedShard): readonly Finding[] {
  const { window, binNs } = grid;
  const bins = Math.ceil((window.endNs - window.startNs) / binNs);
  while (cursor.offset < bytes.length) {
    const start = cursor.offset;
    const lost = bytes.length - start;
    const length = readVarint(bytes, cursor);
    const end = cursor.offset + length;
    if (length === CUT_OFF || end > bytes.length) return [warning("token-events-truncated", { file, bytes: lost })];
    if (length < 1 || !addBinsBlock(sums, bytes.subarray(cursor.offset, end), bins)) {
      return [failure("token-events-damaged", { file, offset: start, bytes: lost })];
    }
    cursor.offset = end;
  }
  return [];
}

function readGrid(bytes: Uint8Array, cursor: Cursor): BinGrid | "cut-off" | "damaged" {
  const [startNs, lengthNs, binNs] = [readVarint(bytes, cursor), readVarint(bytes, cursor), readVarint(bytes, cursor)];
  if ([startNs, lengthNs, binNs].includes(CUT_OFF)) return "cut-off";
  const endNs = startNs + lengthNs;
  if (startNs < 0 || lengthNs < 1 || binNs < 1 || !Number.isSafeInteger(endNs)) return "damaged";
  return { window: { startNs, endNs }, binNs };
}

function isSameGrid(one: BinGrid, other: BinGrid): boolean {
  const { window } = one;
  return window.startNs === other.window.startNs && window.endNs === other.window.endNs && one.binNs === other.binNs;
}
