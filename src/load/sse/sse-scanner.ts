/** Longest event, in bytes of its lines: a server that exceeds it does not speak this protocol. */
export const LARGEST_EVENT_BYTES = 8 * 2 ** 20;

/**
 * Finds events in the bytes of a server-sent event stream (WHATWG HTML, section 9.2), wherever the transport has split
 * them. Only `data` fields are read; comments and other fields are passed over.
 */
export interface SseScanner {
  /** Takes the next bytes, which the caller may reuse afterwards. False when an event is too large: then stop. */
  push(chunk: Uint8Array): boolean;
  /** Whether the next byte begins an event, so that one that is there as a whole can be read by other means. */
  isBetweenEvents(): boolean;
  /** Events were read by other means: what comes next is not the stream's beginning. */
  passOver(): void;
  /** The stream has ended. What it left without a closing blank line counts as an event all the same. */
  end(): boolean;
}

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const COLON = 0x3a;
const DATA = [0x64, 0x61, 0x74, 0x61] as const;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;

/**
 * @param onData told of each event's data, its lines joined by LF; the bytes are valid during the call only
 */
export function createSseScanner(
  onData: (data: Uint8Array) => void,
  largestEventBytes: number = LARGEST_EVENT_BYTES,
): SseScanner {
  /** Pieces of a line whose end has not come yet. */
  let heldPieces: Uint8Array[] = [];
  /** Data lines of an event whose end has not come yet. */
  let dataLines: Uint8Array[] = [];
  /** How many of them are copies already. */
  let ownedLines = 0;
  let eventBytes = 0;
  let isFirstLine = true;
  let skipsLineFeed = false;

  const dispatch = (): void => {
    const lines = dataLines;
    dataLines = [];
    ownedLines = 0;
    eventBytes = 0;
    const [first] = lines;
    if (first !== undefined) onData(lines.length === 1 ? first : joinLines(lines));
  };

  const takeLine = (line: Uint8Array): void => {
    const text = isFirstLine && startsWith(line, BYTE_ORDER_MARK) ? line.subarray(BYTE_ORDER_MARK.length) : line;
    isFirstLine = false;
    const value = dataOf(text);
    if (text.length === 0) dispatch();
    else if (value !== undefined) dataLines.push(value);
  };

  const endLine = (lastPiece: Uint8Array): void => {
    const line = heldPieces.length === 0 ? lastPiece : Buffer.concat([...heldPieces, lastPiece]);
    heldPieces = [];
    eventBytes += lastPiece.length;
    takeLine(line);
  };

  /** Keeps what the next call needs, in copies (`slice` of a Buffer is none): the caller's bytes may change. */
  const hold = (rest: Uint8Array): void => {
    if (rest.length > 0) heldPieces.push(new Uint8Array(rest));
    eventBytes += rest.length;
    dataLines = dataLines.map((line, index) => (index < ownedLines ? line : new Uint8Array(line)));
    ownedLines = dataLines.length;
  };

  return {
    push: (chunk) => {
      let lineStart = skipsLineFeed && chunk[0] === LF ? 1 : 0;
      if (chunk.length > 0) skipsLineFeed = false;
      for (let index = lineStart; index < chunk.length; index += 1) {
        const byte = chunk[index];
        if (byte !== LF && byte !== CR) continue;
        endLine(chunk.subarray(lineStart, index));
        if (eventBytes > largestEventBytes) return false;
        if (byte === CR && chunk[index + 1] === LF) index += 1;
        else skipsLineFeed = byte === CR && index + 1 === chunk.length;
        lineStart = index + 1;
      }
      hold(chunk.subarray(lineStart));
      return eventBytes <= largestEventBytes;
    },
    isBetweenEvents: () => eventBytes === 0 && dataLines.length === 0 && !skipsLineFeed,
    passOver: () => {
      isFirstLine = false;
    },
    end: () => {
      endLine(new Uint8Array(0));
      if (eventBytes > largestEventBytes) return false;
      dispatch();
      return true;
    },
  };
}

/** Value of a `data` field without the one space that may follow its colon; undefined for every other line. */
function dataOf(line: Uint8Array): Uint8Array | undefined {
  if (!startsWith(line, DATA)) return undefined;
  if (line.length === DATA.length) return line.subarray(DATA.length);
  if (line[DATA.length] !== COLON) return undefined;
  const valueStart = DATA.length + 1;
  return line.subarray(line[valueStart] === SPACE ? valueStart + 1 : valueStart);
}

function startsWith(line: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, index) => line[index] === byte);
}

function joinLines(lines: readonly Uint8Array[]): Uint8Array {
  const newLine = Uint8Array.of(LF);
  return Buffer.concat(lines.flatMap((line, index) => (index === 0 ? [line] : [newLine, line])));
}
