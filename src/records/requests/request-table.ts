import type { RequestColumns } from "../../model/request-columns.js";
import { listOfColumns } from "../../model/request-list.js";
import type { RequestFailure, RequestSample } from "../../model/request-sample.js";
import { FinishReasons } from "./finish-reasons.js";
import { FIELD } from "./request-fields.js";
import { WholeColumn } from "./whole-column.js";

const FIRST_ROWS = 1024;

/** Where there is no room left: a copy of everything is the dearest thing that can happen here. */
const GROWTH = 1.25;

/** Instants that have an array from the first row on. */
const INSTANTS = ["scheduledNs", "sentNs", "firstByteNs", "firstTokenNs", "lastTokenNs", "endNs"] as const;
const CODES = ["phase", "status", "promptTokensFrom", "outputTokensFrom"] as const;

type Doubles = Record<(typeof INSTANTS)[number], Float64Array>;
type Bytes = Record<(typeof CODES)[number], Uint8Array>;

/** Takes requests one by one and keeps them in columns. */
export class RequestTable {
  readonly reasons = new FinishReasons();
  /** Told how many rows there are; says how many there will be in all, as far as it knows. */
  private readonly expectedRows: (rows: number) => number;
  private readonly instants = Object.fromEntries(INSTANTS.map((name) => [name, new Float64Array()])) as Doubles;
  private readonly codes = Object.fromEntries(CODES.map((name) => [name, new Uint8Array()])) as Bytes;
  private readonly index = new WholeColumn();
  private readonly promptTokens = new WholeColumn();
  private readonly outputTokens = new WholeColumn();
  private readonly requestedOutputTokens = new WholeColumn();
  private readonly contentEvents = new WholeColumn();
  private readonly finishReason = new WholeColumn();
  private readonly endpoint = new WholeColumn();
  /** Most models never reason: there is no array until one does. */
  private firstReasoningNs: Float64Array | undefined;
  /** Where nothing is reasoned, the first answer is the first token: an array of its own from the first difference on. */
  private firstAnswerNs: Float64Array | undefined;
  private readonly failures = new Map<number, RequestFailure>();
  private rows = 0;
  private capacity = 0;

  constructor(expectedRows: (rows: number) => number) {
    this.expectedRows = expectedRows;
  }

  /** @param fields as `FIELD` has them; they are copied */
  append(fields: Float64Array, failure?: RequestFailure): void {
    if (this.rows === this.capacity) this.grow();
    const row = this.rows;
    this.rows += 1;
    const instants = this.instants;
    const firstTokenNs = fields[FIELD.firstTokenNs] as number;
    instants.scheduledNs[row] = fields[FIELD.scheduledNs] as number;
    instants.sentNs[row] = fields[FIELD.sentNs] as number;
    instants.firstByteNs[row] = fields[FIELD.firstByteNs] as number;
    instants.firstTokenNs[row] = firstTokenNs;
    instants.lastTokenNs[row] = fields[FIELD.lastTokenNs] as number;
    instants.endNs[row] = fields[FIELD.endNs] as number;
    const firstReasoningNs = fields[FIELD.firstReasoningNs] as number;
    if (this.firstReasoningNs !== undefined) this.firstReasoningNs[row] = firstReasoningNs;
    else if (!Number.isNaN(firstReasoningNs)) this.beginReasoning(row, firstReasoningNs);
    const firstAnswerNs = fields[FIELD.firstAnswerNs] as number;
    if (this.firstAnswerNs !== undefined) this.firstAnswerNs[row] = firstAnswerNs;
    else if (!Object.is(firstAnswerNs, firstTokenNs)) this.beginAnswers(row, firstAnswerNs);
    const codes = this.codes;
    codes.phase[row] = fields[FIELD.phase] as number;
    codes.status[row] = fields[FIELD.status] as number;
    codes.promptTokensFrom[row] = fields[FIELD.promptTokensFrom] as number;
    codes.outputTokensFrom[row] = fields[FIELD.outputTokensFrom] as number;
    this.index.set(row, fields[FIELD.index] as number);
    this.promptTokens.set(row, fields[FIELD.promptTokens] as number);
    this.outputTokens.set(row, fields[FIELD.outputTokens] as number);
    this.requestedOutputTokens.set(row, fields[FIELD.requestedOutputTokens] as number);
    this.contentEvents.set(row, fields[FIELD.contentEvents] as number);
    const [finishReason, endpoint] = [fields[FIELD.finishReason] as number, fields[FIELD.endpoint] as number];
    this.finishReason.set(row, Number.isNaN(finishReason) ? 0 : finishReason + 1);
    this.endpoint.set(row, Number.isNaN(endpoint) ? 0 : endpoint + 1);
    if (failure !== undefined) this.failures.set(row, failure);
  }

  /** All requests in the order of their index, which no two share. Nothing is appended afterwards. */
  inOrder(): readonly RequestSample[] {
    const columns = this.columns();
    return listOfColumns(columns, orderOf(columns.index, columns.length));
  }

  private columns(): RequestColumns {
    const { scheduledNs, sentNs, firstByteNs, firstTokenNs, lastTokenNs, endNs } = this.instants;
    return {
      length: this.rows,
      ...{ scheduledNs, sentNs, firstByteNs, firstTokenNs, lastTokenNs, endNs },
      firstReasoningNs: this.firstReasoningNs,
      firstAnswerNs: this.firstAnswerNs ?? firstTokenNs,
      ...this.codes,
      failures: this.failures,
      index: this.index.values,
      promptTokens: this.promptTokens.values,
      outputTokens: this.outputTokens.values,
      requestedOutputTokens: this.requestedOutputTokens.values,
      contentEvents: this.contentEvents.values,
      finishReason: this.finishReason.values,
      finishReasons: this.reasons.texts,
      endpoint: this.endpoint.values,
    };
  }

  /** Memory that is never written to is never taken from the machine, so too much room costs nothing. */
  private grow(): void {
    const expected = Math.ceil(this.expectedRows(this.rows) * GROWTH);
    this.capacity = Math.max(FIRST_ROWS, Math.ceil(this.rows * GROWTH), expected);
    const capacity = this.capacity;
    for (const name of INSTANTS) this.instants[name] = longer(this.instants[name], capacity);
    for (const name of CODES) {
      const bytes = new Uint8Array(capacity);
      bytes.set(this.codes[name]);
      this.codes[name] = bytes;
    }
    const wholes = [this.index, this.promptTokens, this.outputTokens, this.requestedOutputTokens];
    for (const column of [...wholes, this.contentEvents, this.finishReason, this.endpoint]) {
      column.reserve(capacity, this.rows);
    }
    if (this.firstReasoningNs !== undefined) this.firstReasoningNs = longer(this.firstReasoningNs, capacity);
    if (this.firstAnswerNs !== undefined) this.firstAnswerNs = longer(this.firstAnswerNs, capacity);
  }

  private beginReasoning(row: number, atNs: number): void {
    this.firstReasoningNs = new Float64Array(this.capacity).fill(Number.NaN, 0, row);
    this.firstReasoningNs[row] = atNs;
  }

  private beginAnswers(row: number, atNs: number): void {
    this.firstAnswerNs = longer(this.instants.firstTokenNs.subarray(0, row), this.capacity);
    this.firstAnswerNs[row] = atNs;
  }
}

function longer(values: Float64Array, capacity: number): Float64Array {
  const larger = new Float64Array(capacity);
  larger.set(values);
  return larger;
}

/** Rows by ascending index. */
function orderOf(index: ArrayLike<number>, length: number): Uint32Array {
  let isOrdered = true;
  let largest = 0;
  for (let row = 0; row < length; row += 1) {
    const value = index[row] as number;
    if (value < largest) isOrdered = false;
    else largest = value;
  }
  if (isOrdered || largest > 2 * length + FIRST_ROWS) {
    const rows = new Uint32Array(length);
    for (let row = 0; row < length; row += 1) rows[row] = row;
    return isOrdered ? rows : rows.sort((a, b) => (index[a] as number) - (index[b] as number));
  }
  // Indices of a run follow each other, with few gaps: each row is put where its index says, and the gaps are closed.
  const rows = new Uint32Array(largest + 1);
  for (let row = 0; row < length; row += 1) rows[index[row] as number] = row + 1;
  let filled = 0;
  for (let place = 0; place <= largest; place += 1) {
    const row = rows[place] as number;
    if (row === 0) continue;
    rows[filled] = row - 1;
    filled += 1;
  }
  return rows.subarray(0, filled);
}
