/** Digits of the send time in an event: microseconds of the machine's monotonic clock, of three years. */
export const STAMP_DIGITS = 14;
/**
 * What stands in front of the send time, which takes the place of the time of creation. JSON's numbers have no leading zeros,
 * and all events of a kind are to be equally long, so a one comes first.
 */
export const STAMP_MARKER = '"created":1';
export const BLANK_STAMP = "0".repeat(STAMP_DIGITS);

/** Kind of a frame that is no chunk with choices: a comment, `usage` alone, `[DONE]`. */
export const NO_EVENT = -1;

/** One write of an answer: bytes that were made when the request came, but for the send time in them. */
export interface Frame {
  /** Taken anew where the kernel has not taken the last write of them whole. */
  bytes: Buffer;
  /** Where the digits of the send time begin; -1 where there are none. */
  readonly stampAt: number;
  /** Index into `EVENT_KINDS`, or `NO_EVENT`. */
  readonly kind: number;
  /** Tokens in the event. */
  readonly tokens: number;
  /** Whether the rest of the event's bytes comes in a write of its own, a moment later. */
  readonly isCut: boolean;
}

export interface FrameOptions {
  readonly kind?: number;
  readonly tokens?: number;
}

/** The last chunk of a chunked body. */
export const LAST_CHUNK = "0\r\n\r\n";

/** A frame that holds `text` as one chunk of a chunked body. */
export function chunkFrame(text: string, options: FrameOptions = {}): Frame {
  const bytes = Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`);
  const markerAt = bytes.indexOf(STAMP_MARKER);
  return {
    bytes,
    stampAt: markerAt === -1 ? -1 : markerAt + STAMP_MARKER.length,
    kind: options.kind ?? NO_EVENT,
    tokens: options.tokens ?? 0,
    isCut: false,
  };
}

/** A frame with more bytes in its write. */
export function joinedFrame(frame: Frame, after: string): Frame {
  return { ...frame, bytes: Buffer.concat([frame.bytes, Buffer.from(after)]) };
}

const DIGIT_ZERO = 0x30;
const NS_PER_MICROSECOND = 1e3;
/** So many digits are less than 2^31, which is what makes their arithmetic cheap. */
const PART_DIGITS = 7;
const PART = 10 ** PART_DIGITS;

/** Writes an instant into a frame. Digits by hand: a string of them would be one more object for every event. */
export function stamp({ bytes, stampAt }: Frame, atNs: number): void {
  if (stampAt === -1) return;
  const atMicroseconds = Math.floor(atNs / NS_PER_MICROSECOND);
  const high = Math.floor(atMicroseconds / PART);
  writeDigits(bytes, stampAt, STAMP_DIGITS - PART_DIGITS, high);
  writeDigits(bytes, stampAt + STAMP_DIGITS - PART_DIGITS, PART_DIGITS, atMicroseconds - high * PART);
}

function writeDigits(bytes: Buffer, start: number, digits: number, value: number): void {
  let rest = value;
  for (let place = start + digits - 1; place >= start; place -= 1) {
    const next = (rest / 10) | 0;
    bytes[place] = DIGIT_ZERO + (rest - next * 10);
    rest = next;
  }
}
