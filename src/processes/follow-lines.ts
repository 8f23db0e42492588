import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

/** A longer line is no line of a log or of telemetry; a stream without line ends must not fill the memory. */
const LONGEST_LINE = 64 * 1024;
const KEPT_OF_LONGER = 200;

export interface FollowedLines {
  /** Text after the last line's end, as far as it has come. */
  rest(): string;
}

/** Lines out of pieces of bytes. */
export interface CutLines extends FollowedLines {
  take(bytes: Uint8Array): void;
}

/** Hands over the lines of a stream as they come, cut as `cutLines` does. */
export function followLines(stream: Readable, lines: (texts: readonly string[]) => void): FollowedLines {
  const cut = cutLines(lines);
  stream.on("data", cut.take);
  return cut;
}

/**
 * Hands over the lines of what it takes, without their ends (`\n`, `\r\n`, or `\r` of a line that is written over).
 * Bytes that are no UTF-8 become U+FFFD. Of a line over 64 Ki characters only the beginning is kept, with a mark of what was left out.
 *
 * @param lines all lines that one piece of bytes completes; called as soon as it was taken, never without a line
 */
export function cutLines(lines: (texts: readonly string[]) => void): CutLines {
  const decoder = new StringDecoder("utf8");
  let pending = "";
  let leftOut = 0;
  let lastWasReturn = false;

  const finished = (): string => {
    const whole = leftOut === 0 ? pending : `${pending} <+${leftOut} characters>`;
    pending = "";
    leftOut = 0;
    return whole;
  };
  const keep = (piece: string): void => {
    if (leftOut > 0) {
      leftOut += piece.length;
      return;
    }
    pending += piece;
    if (pending.length <= LONGEST_LINE) return;
    leftOut = pending.length - KEPT_OF_LONGER;
    pending = pending.slice(0, KEPT_OF_LONGER);
  };

  const take = (bytes: Uint8Array): void => {
    const decoded = decoder.write(bytes);
    if (decoded === "") return;
    // The `\n` of a `\r\n` may come in the next piece.
    const text = lastWasReturn && decoded.startsWith("\n") ? decoded.slice(1) : decoded;
    lastWasReturn = decoded.endsWith("\r");
    const pieces = text.split(/\r\n|\r|\n/);
    const last = pieces.pop() ?? "";
    const completed: string[] = [];
    for (const piece of pieces) {
      keep(piece);
      completed.push(finished());
    }
    keep(last);
    if (completed.length > 0) lines(completed);
  };
  return { take, rest: () => pending };
}
