import { STATUSES, TOKEN_SOURCES } from "../../model/request-columns.js";
import { PHASES } from "../../model/request-sample.js";
import type { FinishReasons } from "./finish-reasons.js";
import { FIELD } from "./request-fields.js";

const ZERO = 0x30;

/** Digits of a number that a double holds whatever they are; a longer one is left to the parser of all JSON. */
const FIRST_DIGITS = 9;
const MORE_DIGITS = 6;
const POWERS_OF_TEN = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6];

/** A text as it stands in a file, and the same in pieces of four bytes, the last of which may overlap the one before it. */
interface Literal {
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
}

function literal(text: string): Literal {
  const bytes = new TextEncoder().encode(text);
  const view = new DataView(bytes.buffer);
  const words = Int32Array.from({ length: bytes.length < WORD ? 0 : Math.ceil(bytes.length / WORD) }, (_, index) =>
    view.getInt32(Math.min(index * WORD, bytes.length - WORD), true),
  );
  return { bytes, words };
}

const WORD = 4;
const OPEN = literal('{"index":');
const PHASE = literal(',"phase":"');
const SCHEDULED = literal(',"scheduledNs":');
const SENT = literal(',"sentNs":');
const FIRST_BYTE = literal(',"firstByteNs":');
const FIRST_TOKEN = literal(',"firstTokenNs":');
const LAST_TOKEN = literal(',"lastTokenNs":');
const FIRST_REASONING = literal(',"firstReasoningNs":');
const FIRST_ANSWER = literal(',"firstAnswerNs":');
const END = literal(',"endNs":');
const STATUS = literal(',"status":"');
const PROMPT_COUNT = literal(',"promptTokens":{"count":');
const FROM = literal(',"from":"');
const OUTPUT_COUNT = literal(',"outputTokens":{"count":');
const REQUESTED = literal(',"requestedOutputTokens":');
const EVENTS = literal(',"contentEvents":');
const FINISH_REASON = literal(',"finishReason":"');
const ENDPOINT = literal(',"endpoint":');
const CLOSE = literal("}\n");

const PHASE_WORDS = PHASES.map((word) => literal(`${word}"`));
const STATUS_WORDS = STATUSES.map((word) => literal(`${word}"`));
const SOURCE_WORDS = TOKEN_SOURCES.map((word) => literal(`${word}"}`));

/**
 * Reads a line of a request byte by byte, if it is one exactly as the writer writes them: keys in its order, no white space,
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
      this.literal(PHASE) &&
      this.word(PHASE_WORDS, FIELD.phase) &&
      this.number(SCHEDULED, FIELD.scheduledNs) &&
      this.optional(SENT, FIELD.sentNs) &&
      this.optional(FIRST_BYTE, FIELD.firstByteNs) &&
      this.optional(FIRST_TOKEN, FIELD.firstTokenNs) &&
      this.optional(LAST_TOKEN, FIELD.lastTokenNs) &&
      this.optional(FIRST_REASONING, FIELD.firstReasoningNs) &&
      this.optional(FIRST_ANSWER, FIELD.firstAnswerNs) &&
      this.number(END, FIELD.endNs) &&
      this.literal(STATUS) &&
      this.word(STATUS_WORDS, FIELD.status) &&
      this.number(PROMPT_COUNT, FIELD.promptTokens) &&
      this.literal(FROM) &&
      this.word(SOURCE_WORDS, FIELD.promptTokensFrom) &&
      this.number(OUTPUT_COUNT, FIELD.outputTokens) &&
      this.literal(FROM) &&
      this.word(SOURCE_WORDS, FIELD.outputTokensFrom) &&
      this.number(REQUESTED, FIELD.requestedOutputTokens) &&
      this.number(EVENTS, FIELD.contentEvents) &&
      this.finishReason() &&
      this.optional(ENDPOINT, FIELD.endpoint) &&
      this.literal(CLOSE);
    return isRequest ? this.at : -1;
  }

  private literal({ bytes, words }: Literal): boolean {
    const start = this.at;
    const end = start + bytes.length;
    if (end > this.bytes.length) return false;
    if (words.length === 0) {
      for (let index = 0; index < bytes.length; index += 1) {
        if (this.bytes[start + index] !== bytes[index]) return false;
      }
    } else {
      const last = words.length - 1;
      for (let index = 0; index < last; index += 1) {
        if (this.view.getInt32(start + index * WORD, true) !== words[index]) return false;
      }
      if (this.view.getInt32(end - WORD, true) !== words[last]) return false;
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

  /** Two parts of so few digits that each of them is a small integer to the engine. */
  private digits(field: number): boolean {
    const bytes = this.bytes;
    const start = this.at;
    let at = start;
    let digit = (bytes[at] as number) - ZERO;
    let first = 0;
    const firstEnd = start + FIRST_DIGITS;
    while (digit >= 0 && digit <= 9 && at < firstEnd) {
      first = first * 10 + digit;
      at += 1;
      digit = (bytes[at] as number) - ZERO;
    }
    // JSON knows no number that begins with a zero, but zero.
    if (at === start || (bytes[start] === ZERO && at > start + 1)) return false;
    let value = first;
    if (at === firstEnd) {
      let more = 0;
      const moreEnd = firstEnd + MORE_DIGITS;
      while (digit >= 0 && digit <= 9 && at < moreEnd) {
        more = more * 10 + digit;
        at += 1;
        digit = (bytes[at] as number) - ZERO;
      }
      value = first * (POWERS_OF_TEN[at - firstEnd] as number) + more;
    }
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
