import { STATUSES, TOKEN_SOURCES } from "../../model/request-columns.js";
import { PHASES } from "../../model/request-sample.js";
import type { FinishReasons } from "./finish-reasons.js";
import { FIELD } from "./request-fields.js";

const ZERO = 0x30;

/** Digits of a number that a double holds whatever they are; a longer one is left to the parser of all JSON. */
const MOST_DIGITS = 15;

/** Four bytes at once: zeros, what lifts a byte above 9 to 16, and the bits that no digit has. */
const FOUR_ZEROS = 0x30303030;
const FOUR_SIXES = 0x06060606;
const NO_DIGITS = 0xf0f0f0f0;

/**
 * A text as it stands in a file, and the same in pieces of eight bytes, the last of which may overlap the one before it. The
 * pieces are doubles: the fastest thing of that size to compare. Two of them are equal where their bytes are, and only there, as
 * eight bytes of ASCII are neither zero nor NaN.
 */
interface Literal {
  readonly bytes: Uint8Array;
  readonly pieces: Float64Array;
}

function literal(text: string): Literal {
  const bytes = new TextEncoder().encode(text);
  const view = new DataView(bytes.buffer);
  const count = bytes.length < PIECE ? 0 : Math.ceil(bytes.length / PIECE);
  const pieces = Float64Array.from({ length: count }, (_, index) =>
    view.getFloat64(Math.min(index * PIECE, bytes.length - PIECE), true),
  );
  return { bytes, pieces };
}

const PIECE = 8;
const WORD = 4;
const OPEN = literal('{"index":');
const SCHEDULED = literal(',"scheduledNs":');
const SENT = literal(',"sentNs":');
const FIRST_BYTE = literal(',"firstByteNs":');
const FIRST_TOKEN = literal(',"firstTokenNs":');
const LAST_TOKEN = literal(',"lastTokenNs":');
const FIRST_REASONING = literal(',"firstReasoningNs":');
const FIRST_ANSWER = literal(',"firstAnswerNs":');
const END = literal(',"endNs":');
const PROMPT_COUNT = literal(',"promptTokens":{"count":');
const OUTPUT_COUNT = literal(',"outputTokens":{"count":');
const REQUESTED = literal(',"requestedOutputTokens":');
const EVENTS = literal(',"contentEvents":');
const FINISH_REASON = literal(',"finishReason":"');
const ENDPOINT = literal(',"endpoint":');
const CLOSE = literal("}\n");

const PHASE_WORDS = PHASES.map((word) => literal(`,"phase":"${word}"`));
const STATUS_WORDS = STATUSES.map((word) => literal(`,"status":"${word}"`));
const SOURCE_WORDS = TOKEN_SOURCES.map((word) => literal(`,"from":"${word}"}`));

/**
 * Reads a line of a request from its bytes, if it is one exactly as the writer writes them: keys in its order, no white space,
 * whole numbers from 0 on of at most 15 digits, no failure, a reason to finish that was seen before. Of any other line,
 * damaged or only unusual, it says nothing: that is for the schema. What it takes, the schema takes, as the same values.
 */
export class RequestLineParser {
  /** Fields of the line that was taken last; of one that was not, anything. */
  readonly fields: Float64Array;
  private readonly reasons: FinishReasons;
  private bytes: Uint8Array = new Uint8Array();
  private view: DataView = new DataView(new ArrayBuffer());
  private at = 0;

  constructor(fields: Float64Array, reasons: FinishReasons) {
    this.fields = fields;
    this.reasons = reasons;
  }

  /**
   * @param bytes with a line feed somewhere behind `start`: nothing is read beyond it
   * @returns where the next line begins; -1 where this one is not as the writer writes them
   */
  parse(bytes: Uint8Array, start: number): number {
    if (this.bytes !== bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    this.at = start;
    const isRequest =
      this.number(OPEN, FIELD.index) &&
      this.word(PHASE_WORDS, FIELD.phase) &&
      this.number(SCHEDULED, FIELD.scheduledNs) &&
      this.optional(SENT, FIELD.sentNs) &&
      this.optional(FIRST_BYTE, FIELD.firstByteNs) &&
      this.optional(FIRST_TOKEN, FIELD.firstTokenNs) &&
      this.optional(LAST_TOKEN, FIELD.lastTokenNs) &&
      this.optional(FIRST_REASONING, FIELD.firstReasoningNs) &&
      this.optional(FIRST_ANSWER, FIELD.firstAnswerNs) &&
      this.number(END, FIELD.endNs) &&
      this.word(STATUS_WORDS, FIELD.status) &&
      this.number(PROMPT_COUNT, FIELD.promptTokens) &&
      this.word(SOURCE_WORDS, FIELD.promptTokensFrom) &&
      this.number(OUTPUT_COUNT, FIELD.outputTokens) &&
      this.word(SOURCE_WORDS, FIELD.outputTokensFrom) &&
      this.number(REQUESTED, FIELD.requestedOutputTokens) &&
      this.number(EVENTS, FIELD.contentEvents) &&
      this.finishReason() &&
      this.optional(ENDPOINT, FIELD.endpoint) &&
      this.literal(CLOSE);
    return isRequest ? this.at : -1;
  }

  private literal({ bytes, pieces }: Literal): boolean {
    const start = this.at;
    const end = start + bytes.length;
    if (end > this.bytes.length) return false;
    if (pieces.length === 0) {
      for (let index = 0; index < bytes.length; index += 1) {
        if (this.bytes[start + index] !== bytes[index]) return false;
      }
    } else {
      const last = pieces.length - 1;
      for (let index = 0; index < last; index += 1) {
        if (this.view.getFloat64(start + index * PIECE, true) !== pieces[index]) return false;
      }
      if (this.view.getFloat64(end - PIECE, true) !== pieces[last]) return false;
    }
    this.at = end;
    return true;
  }

  private word(words: readonly Literal[], field: number): boolean {
    for (let code = 0; code < words.length; code += 1) {
      if (!this.literal(words[code] as Literal)) continue;
      this.fields[field] = code;
      return true;
    }
    return false;
  }

  private optional(key: Literal, field: number): boolean {
    if (this.literal(key)) return this.digits(field);
    this.fields[field] = Number.NaN;
    return true;
  }

  private number(key: Literal, field: number): boolean {
    return this.literal(key) && this.digits(field);
  }

  /** Four digits at once as long as there are so many, and then one by one. */
  private digits(field: number): boolean {
    const { bytes, view, at: start } = this;
    const end = start + MOST_DIGITS;
    const lastWord = Math.min(end, bytes.length) - WORD;
    let at = start;
    let value = 0;
    for (; at <= lastWord; at += WORD) {
      const word = view.getInt32(at, true) ^ FOUR_ZEROS;
      if (((word | (word + FOUR_SIXES)) & NO_DIGITS) !== 0) break;
      value = value * 10_000 + fourDigits(word);
    }
    for (; at < end; at += 1) {
      const digit = (bytes[at] as number) - ZERO;
      if (!(digit >= 0 && digit <= 9)) break;
      value = value * 10 + digit;
    }
    // JSON knows no number that begins with a zero, but zero.
    if (at === start || (bytes[start] === ZERO && at > start + 1)) return false;
    this.fields[field] = value;
    this.at = at;
    // A further digit, a fraction or an exponent is no part of what follows a number in any line of ours.
    return true;
  }

  private finishReason(): boolean {
    if (!this.literal(FINISH_REASON)) {
      this.fields[FIELD.finishReason] = Number.NaN;
      return true;
    }
    const code = this.reasons.codeAt(this.bytes, this.at);
    if (code === -1) return false;
    this.fields[FIELD.finishReason] = code;
    this.at += this.reasons.lengthOf(code) + 1;
    return true;
  }
}

/** @param word four digits from 0 to 9, a byte each, of which the lowest byte came first */
function fourDigits(word: number): number {
  const pairs = (Math.imul(word, 10 * 256 + 1) >>> 8) & 0x00ff00ff;
  return Math.imul(pairs, 100 * 65_536 + 1) >>> 16;
}
