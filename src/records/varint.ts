/** The longest varint that is written: 8 groups of 7 bits hold every safe integer. */
export const MAX_VARINT_BYTES = 8;

/** Where a reader stands in its bytes. */
export interface Cursor {
  offset: number;
}

/**
 * Writes a safe integer that is not negative, 7 bits a byte from the lowest, the high bit set in all bytes but the last
 * (LEB128). Returns the offset behind it.
 */
export function writeVarint(bytes: Uint8Array, offset: number, value: number): number {
  let rest = value;
  let at = offset;
  // Bit operations work on 32 bits only; above them the same is done by division.
  while (rest > 0x7fffffff) {
    bytes[at++] = (rest % 128) + 128;
    rest = Math.floor(rest / 128);
  }
  while (rest > 0x7f) {
    bytes[at++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  bytes[at++] = rest;
  return at;
}

/** What `readVarint` returns when the bytes end inside the number. */
export const CUT_OFF = -1;
/** What `readVarint` returns for bytes that `writeVarint` never writes. */
export const MALFORMED = -2;

/** Reads the number at the cursor and moves the cursor behind it. */
export function readVarint(bytes: Uint8Array, cursor: Cursor): number {
  let value = 0;
  let scale = 1;
  for (let read = 0; read < MAX_VARINT_BYTES; read += 1) {
    const byte = bytes[cursor.offset];
    if (byte === undefined) return CUT_OFF;
    cursor.offset += 1;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return Number.isSafeInteger(value) ? value : MALFORMED;
    scale *= 128;
  }
  return MALFORMED;
}
