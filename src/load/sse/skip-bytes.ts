/*
 * What an event of a stream is made of, byte by byte. Each function returns the index after what it passes over, or 0 where
 * that does not stand at `at` as a whole.
 */

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ZERO = 0x30;
const NINE = 0x39;
const LETTER_U = 0x75;
const FIELD = Buffer.from("data:", "latin1");
const DONE = Buffer.from("[DONE]", "latin1");
const SHORT_ESCAPES: ReadonlySet<number> = new Set(Buffer.from('"\\/bfnrt', "latin1"));

/** Numbers of up to so many digits are exact. */
const MOST_DIGITS = 15;

/** `data:` and the one space that may follow it. */
export function skipField(bytes: Uint8Array, at: number, end: number): number {
  const after = skipLiteral(bytes, at, end, FIELD);
  return after !== 0 && after < end && bytes[after] === SPACE ? after + 1 : after;
}

/** The event that ends a stream. */
export function skipDone(bytes: Uint8Array, start: number, end: number): number {
  let at = skipField(bytes, start, end);
  if (at !== 0) at = skipLiteral(bytes, at, end, DONE);
  if (at !== 0) at = skipLineEnd(bytes, at, end);
  return at === 0 ? 0 : skipLineEnd(bytes, at, end);
}

/** The inside of a JSON string that is not empty, up to its quote. */
export function skipText(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) return at === start ? 0 : at;
    if (byte < SPACE) return 0;
    if (byte !== BACKSLASH) continue;
    const length = escapeLength(bytes, at + 1, end);
    if (length === 0) return 0;
    at += length;
  }
  return 0;
}

/** An unsigned integer as JSON writes it, without what follows it. */
export function skipNumber(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isDigit(bytes[at] ?? 0)) at += 1;
  const digits = at - start;
  const hasLeadingZero = digits > 1 && bytes[start] === ZERO;
  return digits === 0 || digits > MOST_DIGITS || hasLeadingZero ? 0 : at;
}

/** LF or CR LF. A CR alone is an end too, but whether a LF belongs to it may not be known yet. */
export function skipLineEnd(bytes: Uint8Array, at: number, end: number): number {
  if (at < end && bytes[at] === LF) return at + 1;
  return at + 1 < end && bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : 0;
}

function skipLiteral(bytes: Uint8Array, at: number, end: number, literal: Uint8Array): number {
  const { length } = literal;
  if (end - at < length) return 0;
  for (let index = 0; index < length; index += 1) if (bytes[at + index] !== literal[index]) return 0;
  return at + length;
}

/** Bytes of an escape behind its backslash; 0 where there is none that JSON knows. */
function escapeLength(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return 0;
  const byte = bytes[at] ?? 0;
  if (byte !== LETTER_U) return SHORT_ESCAPES.has(byte) ? 1 : 0;
  if (end - at < 5) return 0;
  for (let index = at + 1; index < at + 5; index += 1) if (!isHexDigit(bytes[index] ?? 0)) return 0;
  return 5;
}

function isHexDigit(byte: number): boolean {
  const lower = byte | 0x20;
  return isDigit(byte) || (lower >= 0x61 && lower <= 0x66);
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
