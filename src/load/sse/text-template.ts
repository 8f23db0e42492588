import { skipField, skipLineEnd, skipNumber, skipText } from "./skip-bytes.js";

/**
 * The bytes that events of one shape have in common, but for texts and numbers. An event that fits need not be parsed:
 * whatever its texts say, it reads as the event that the template was learnt from, with other numbers.
 */
export interface TextTemplate {
  /**
   * Whether a whole event, from its field name to its blank line, stands at `start`: then the index after it, else 0.
   * Whatever does not fit may still be a good event.
   *
   * @param view of the same bytes
   */
  match(bytes: Uint8Array, view: DataView, start: number, end: number): number;
  /** Whether an event's data, without field name and line ends, fits. */
  fits(data: Uint8Array): boolean;
  /** Number that stood in number hole `index` (from 0) of the last event that fitted. */
  number(index: number): number;
}

/** A stretch of an event's data that changes, as offsets of its first byte and the one after its last. */
export interface Hole {
  readonly kind: "text" | "number";
  readonly start: number;
  readonly end: number;
}

const WORD = Int32Array.BYTES_PER_ELEMENT;
const ZERO = 0x30;

/**
 * @param data one event's data: well-formed JSON in one line
 * @param holes what changes in it, ascending: a text is what stands between the quotes of a string that is not empty, a number
 *   is an unsigned integer that is followed by a comma, a bracket or white space
 * @param largestBytes longest event that fits, its line ends included
 */
export function createTextTemplate(data: Uint8Array, holes: readonly Hole[], largestBytes: number): TextTemplate {
  const starts = [0, ...holes.map(({ end }) => end)];
  const ends = [...holes.map(({ start }) => start), data.length];
  // What stands before each hole, and after the last, in one piece of memory: it is read for every event.
  const literals = starts.map((start, index) => data.subarray(start, ends[index]));
  const lengths = Int32Array.from(literals, ({ length }) => length);
  const words = Int32Array.from(literals.flatMap(wordsOf));
  const isText = Uint8Array.from(holes, ({ kind }) => (kind === "text" ? 1 : 0));
  const numbers = new Float64Array(holes.length);
  const last = holes.length;

  /** Index after the data that stands at `start`, or 0. */
  const skipData = (bytes: Uint8Array, view: DataView, start: number, limit: number): number => {
    let at = start;
    let word = 0;
    let numberIndex = 0;
    for (let index = 0; ; index += 1) {
      const after = at + (lengths[index] ?? 0);
      if (after > limit) return 0;
      for (; at + WORD <= after; at += WORD, word += 1) if (view.getInt32(at, true) !== words[word]) return 0;
      for (; at < after; at += 1, word += 1) if (bytes[at] !== words[word]) return 0;
      if (index === last) return at;
      if (isText[index] === 1) at = skipText(bytes, at, limit);
      else {
        const digits = at;
        at = skipNumber(bytes, at, limit);
        numbers[numberIndex] = numberOf(bytes, digits, at);
        numberIndex += 1;
      }
      if (at === 0) return 0;
    }
  };

  return {
    match: (bytes, view, start, end) => {
      const limit = Math.min(end, start + largestBytes);
      let at = skipField(bytes, start, limit);
      if (at !== 0) at = skipData(bytes, view, at, limit);
      if (at !== 0) at = skipLineEnd(bytes, at, limit);
      return at === 0 ? 0 : skipLineEnd(bytes, at, limit);
    },
    fits: (data) => skipData(data, viewOf(data), 0, data.length) === data.length,
    number: (index) => numbers[index] ?? 0,
  };
}

/** Bytes as words of four, and each of those that are left over. */
function wordsOf(bytes: Uint8Array): readonly number[] {
  const view = viewOf(bytes);
  const whole = Math.trunc(bytes.length / WORD);
  return [
    ...Array.from({ length: whole }, (_, index) => view.getInt32(index * WORD, true)),
    ...bytes.subarray(whole * WORD),
  ];
}

/** A view of the same bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function numberOf(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) value = value * 10 + (bytes[at] ?? 0) - ZERO;
  return value;
}
