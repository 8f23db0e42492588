import { stripVTControlCharacters } from "node:util";

/** A longer line is no line of a log; a stream without line ends must not fill the memory. */
export const LONGEST_LINE_BYTES = 2 ** 20;

/**
 * Longer pieces are read in parts of this size, or of the longest line where that is less. So a line that is too long
 * always comes in several parts, and what is dropped of it does not depend on how the bytes were cut.
 */
const LARGEST_PART_BYTES = 2 ** 18;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

export interface LogLinesOptions {
  /**
   * Only lines that hold one of these ASCII texts are handed over; the others are not even decoded. Empty: all lines.
   */
  readonly needles?: readonly string[] | undefined;
  /** At most a MiB. */
  readonly longestLineBytes?: number | undefined;
}

/** Cuts the bytes of a log into lines, wherever they were split. */
export interface LogLines {
  /** The bytes are not kept: their owner may write over them afterwards. */
  push(bytes: Uint8Array): void;
  /** The log has ended: what stands after its last line end is a line too. */
  end(): void;
  /** Bytes beyond the longest line, which nobody has seen. */
  readonly droppedBytes: number;
}

/**
 * Hands over the lines of a log, without their ends (`\n`, `\r\n`, or `\r`: each state of a progress bar is a line of
 * its own), free of terminal control sequences. Empty lines are left out. Bytes that are no UTF-8 become U+FFFD.
 */
export function createLogLines(line: (text: string) => void, options: LogLinesOptions = {}): LogLines {
  const needles = (options.needles ?? []).map((needle) => Buffer.from(needle, "latin1"));
  const longest = Math.min(options.longestLineBytes ?? LONGEST_LINE_BYTES, LONGEST_LINE_BYTES);
  const largestPart = Math.min(LARGEST_PART_BYTES, longest);
  const open = createOpenLine(longest);

  const handOver = (bytes: Buffer, start: number, end: number): void => {
    if (start === end) return;
    const text = bytes.toString("utf8", start, end);
    const plain = text.includes("\u001b") ? stripVTControlCharacters(text) : text;
    if (plain !== "") line(plain);
  };

  const closeLine = (): void => {
    const bytes = open.take();
    if (needles.length === 0 || needles.some((needle) => bytes.includes(needle))) handOver(bytes, 0, bytes.length);
  };

  const pushPart = (part: Buffer): void => {
    let from = 0;
    if (open.isOpen()) {
      const end = createEndFinder(part)(0);
      if (end < 0) {
        open.add(part);
        return;
      }
      open.add(part.subarray(0, end));
      closeLine();
      from = end + 1;
    }
    const whole = Math.max(part.lastIndexOf(LINE_FEED), part.lastIndexOf(CARRIAGE_RETURN), from - 1) + 1;
    const lines = part.subarray(from, whole);
    for (const [start, end] of needles.length === 0 ? allLines(lines) : wantedLines(lines, needles)) {
      handOver(lines, start, end);
    }
    open.add(part.subarray(whole));
  };

  return {
    push: (bytes) => {
      const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let at = 0; at < piece.length; at += largestPart) {
        pushPart(piece.subarray(at, at + largestPart));
      }
    },
    end: () => {
      if (open.isOpen()) closeLine();
    },
    get droppedBytes() {
      return open.droppedBytes();
    },
  };
}

type Span = readonly [start: number, end: number];

function* allLines(bytes: Buffer): Generator<Span> {
  const findEnd = createEndFinder(bytes);
  for (let start = 0; start < bytes.length; ) {
    const end = findEnd(start);
    yield [start, end];
    start = end + 1;
  }
}

/**
 * From needle to needle: what lies between is passed over by the native search, line ends and all. `bytes` ends with a
 * line end.
 */
function* wantedLines(bytes: Buffer, needles: readonly Buffer[]): Generator<Span> {
  const findEnd = createEndFinder(bytes);
  const places = needles.map((needle) => bytes.indexOf(needle));
  let from = 0;
  for (;;) {
    let found = -1;
    for (const [index, needle] of needles.entries()) {
      let place = places[index] ?? -1;
      if (place >= 0 && place < from) {
        place = bytes.indexOf(needle, from);
        places[index] = place;
      }
      if (place >= 0 && (found < 0 || place < found)) found = place;
    }
    if (found < 0) return;
    let start = found;
    while (start > from && !isLineEnd(bytes[start - 1])) start -= 1;
    const end = findEnd(found);
    yield [start, end];
    from = end + 1;
  }
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === LINE_FEED || byte === CARRIAGE_RETURN;
}

/**
 * Place of the next line end; -1 where there is none. To be asked for growing places: it remembers where no `\r` is.
 */
function createEndFinder(bytes: Buffer): (from: number) => number {
  let carriageReturn = -2;
  return (from) => {
    if (carriageReturn !== -1 && carriageReturn < from) carriageReturn = bytes.indexOf(CARRIAGE_RETURN, from);
    const lineFeed = bytes.indexOf(LINE_FEED, from);
    if (lineFeed < 0 || carriageReturn < 0) return Math.max(lineFeed, carriageReturn);
    return Math.min(lineFeed, carriageReturn);
  };
}

/** The line whose end has not come yet. */
function createOpenLine(longestBytes: number) {
  let kept = Buffer.alloc(Math.min(4096, longestBytes));
  let length = 0;
  let dropped = 0;
  return {
    isOpen: (): boolean => length > 0,
    droppedBytes: (): number => dropped,
    add: (bytes: Buffer): void => {
      const taken = Math.min(bytes.length, longestBytes - length);
      dropped += bytes.length - taken;
      if (length + taken > kept.length) {
        const larger = Buffer.alloc(Math.min(longestBytes, Math.max(2 * kept.length, length + taken)));
        kept.copy(larger, 0, 0, length);
        kept = larger;
      }
      bytes.copy(kept, length, 0, taken);
      length += taken;
    },
    /** The line; valid until bytes are added again. */
    take: (): Buffer => {
      const bytes = kept.subarray(0, length);
      length = 0;
      return bytes;
    },
  };
}
