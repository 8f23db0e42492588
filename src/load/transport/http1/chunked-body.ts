import type { Nanoseconds } from "../../../model/time.js";

/** Longest line between chunks, and most bytes of trailers. */
const LARGEST_LINE_BYTES = 16 * 2 ** 10;

/** Largest chunk; one digit more must still be an exact number. */
const LARGEST_CHUNK_BYTES = 2 ** 48;

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const SEMICOLON = 0x3b;

/** Where in the framing the next byte stands. Numbers, since it changes four times an event. */
const SIZE = 0;
const EXTENSION = 1;
const SIZE_LF = 2;
const DATA = 3;
const DATA_CR = 4;
const DATA_LF = 5;
const TRAILERS = 6;
const COMPLETE = 7;
const REFUSED = 8;

/** Told of pieces of a body; the bytes are valid during the call only. */
export interface BodyBytes {
  data(atNs: Nanoseconds, bytes: Uint8Array, start: number, end: number): void;
}

/**
 * Place in a chunked body. Fields of whoever takes it, not an object of its own: of thousands of streams none finds its memory
 * in the processor's cache when its next event comes, so every object that is touched for it costs a wait for memory.
 */
export interface ChunkPlace {
  chunkStage: number;
  /** Bytes of the chunk that have not come yet; while its size is read, the size so far. */
  chunkBytes: number;
  digits: number;
  lineBytes: number;
  trailerBytes: number;
  /** Why the bytes are no chunks. */
  chunkWords: string | undefined;
}

/**
 * Takes bytes of a chunked body (RFC 9112, section 7.1) out of their framing, wherever they are split, up to the end of the
 * body; trailers are passed over. Returns the index after the last byte that belongs to the body.
 */
export function takeChunks(
  place: ChunkPlace,
  atNs: Nanoseconds,
  bytes: Uint8Array,
  start: number,
  end: number,
  body: BodyBytes,
): number {
  let at = start;
  while (at < end && place.chunkStage < COMPLETE) {
    if (place.chunkStage !== DATA) {
      takeFramingByte(place, bytes[at] ?? 0);
      at += 1;
      continue;
    }
    const from = at;
    at = Math.min(end, from + place.chunkBytes);
    place.chunkBytes -= at - from;
    if (place.chunkBytes === 0) place.chunkStage = DATA_CR;
    body.data(atNs, bytes, from, at);
  }
  return at;
}

/** Goes to the beginning of a body. */
export function resetChunks(place: ChunkPlace): void {
  place.chunkStage = SIZE;
  place.chunkBytes = 0;
  place.digits = 0;
  place.lineBytes = 0;
}

/** Chunks, trailers and the last empty line have come. */
export function hasAllChunks(place: ChunkPlace): boolean {
  return place.chunkStage === COMPLETE;
}

/** The bytes have turned out to be no chunks; `chunkWords` says why. */
export function hasBadChunk(place: ChunkPlace): boolean {
  return place.chunkStage === REFUSED;
}

function takeFramingByte(place: ChunkPlace, byte: number): void {
  switch (place.chunkStage) {
    case SIZE:
      takeSizeByte(place, byte);
      return;
    case EXTENSION:
      place.lineBytes += 1;
      if (byte === LF) beginChunk(place);
      else if (place.lineBytes > LARGEST_LINE_BYTES) refuse(place, `chunk extension > ${LARGEST_LINE_BYTES} B`);
      return;
    case SIZE_LF:
      if (byte === LF) beginChunk(place);
      else refuse(place, "chunk size without its line feed");
      return;
    case DATA_CR:
    case DATA_LF:
      if (byte === CR && place.chunkStage === DATA_CR) place.chunkStage = DATA_LF;
      else if (byte === LF) place.chunkStage = SIZE;
      else refuse(place, "chunk longer than its size");
      return;
    default:
      takeTrailerByte(place, byte);
  }
}

function takeSizeByte(place: ChunkPlace, byte: number): void {
  const digit = hexDigit(byte);
  if (digit >= 0) {
    place.chunkBytes = place.chunkBytes * 16 + digit;
    place.digits += 1;
    if (place.chunkBytes > LARGEST_CHUNK_BYTES) refuse(place, "chunk of an impossible size");
  } else if (byte === CR) place.chunkStage = SIZE_LF;
  else if (byte === LF) beginChunk(place);
  else if (place.digits > 0 && (byte === SEMICOLON || byte === SPACE || byte === TAB)) place.chunkStage = EXTENSION;
  else refuse(place, `chunk size with byte 0x${byte.toString(16)}`);
}

function takeTrailerByte(place: ChunkPlace, byte: number): void {
  place.trailerBytes += 1;
  if (byte === LF && place.lineBytes === 0) place.chunkStage = COMPLETE;
  else if (byte === LF) place.lineBytes = 0;
  else if (byte !== CR) place.lineBytes += 1;
  if (place.trailerBytes > LARGEST_LINE_BYTES) refuse(place, `trailers > ${LARGEST_LINE_BYTES} B`);
}

function beginChunk(place: ChunkPlace): void {
  if (place.digits === 0) {
    refuse(place, "chunk without a size");
    return;
  }
  place.digits = 0;
  place.chunkStage = DATA;
  if (place.chunkBytes > 0) return;
  place.chunkStage = TRAILERS;
  place.lineBytes = 0;
  place.trailerBytes = 0;
}

function refuse(place: ChunkPlace, words: string): void {
  place.chunkStage = REFUSED;
  place.chunkWords = words;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
