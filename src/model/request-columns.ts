import { PHASES, type Phase, type RequestFailure, type RequestSample, type TokenCount } from "./request-sample.js";

/** In the order of their codes in a column; so are `PHASES`. */
export const STATUSES = ["ok", "failed", "cut"] as const satisfies readonly RequestSample["status"][];
export const TOKEN_SOURCES = ["usage", "events", "none"] as const satisfies readonly TokenCount["from"][];

/**
 * Millions of requests, one array a field: a request takes some seventy bytes in place of some five hundred, and none of
 * them is an object that memory has to be swept for. Rows come in the order in which they were read.
 */
export interface RequestColumns {
  readonly length: number;
  readonly index: ArrayLike<number>;
  /** Index into `PHASES`. */
  readonly phase: Uint8Array;
  readonly scheduledNs: Float64Array;
  /** NaN where the request never got that far; so are the other instants. */
  readonly sentNs: Float64Array;
  readonly firstByteNs: Float64Array;
  readonly firstTokenNs: Float64Array;
  readonly lastTokenNs: Float64Array;
  /** Undefined where no request has any. */
  readonly firstReasoningNs: Float64Array | undefined;
  /** The very array of `firstTokenNs` where they are the same in every row. */
  readonly firstAnswerNs: Float64Array;
  readonly endNs: Float64Array;
  /** Index into `STATUSES`. */
  readonly status: Uint8Array;
  /** By row. */
  readonly failures: ReadonlyMap<number, RequestFailure>;
  readonly promptTokens: ArrayLike<number>;
  /** Index into `TOKEN_SOURCES`. */
  readonly promptTokensFrom: Uint8Array;
  readonly outputTokens: ArrayLike<number>;
  readonly outputTokensFrom: Uint8Array;
  readonly requestedOutputTokens: ArrayLike<number>;
  readonly contentEvents: ArrayLike<number>;
  /** Index into `finishReasons`, plus one; 0 where there is none. */
  readonly finishReason: ArrayLike<number>;
  readonly finishReasons: readonly string[];
  /** Plus one; 0 where there is none. */
  readonly endpoint: ArrayLike<number>;
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** The request of a row as an object of its own, with the fields that it has. */
export function sampleAt(columns: RequestColumns, row: number): RequestSample {
  const sample = {
    index: columns.index[row],
    phase: PHASES[columns.phase[row] as number],
    scheduledNs: columns.scheduledNs[row],
  } as Writable<RequestSample>;
  // One by one, as a hundred thousand of them are made now and then.
  for (const name of REACHED) {
    const atNs = instantAt(columns[name], row);
    if (atNs !== undefined) sample[name] = atNs;
  }
  sample.endNs = columns.endNs[row] as number;
  sample.status = STATUSES[columns.status[row] as number] as RequestSample["status"];
  const failure = columns.failures.get(row);
  if (failure !== undefined) sample.failure = failure;
  sample.promptTokens = tokenCount(columns.promptTokens, columns.promptTokensFrom, row);
  sample.outputTokens = tokenCount(columns.outputTokens, columns.outputTokensFrom, row);
  sample.requestedOutputTokens = columns.requestedOutputTokens[row] as number;
  sample.contentEvents = columns.contentEvents[row] as number;
  const finishReason = columns.finishReasons[(columns.finishReason[row] as number) - 1];
  if (finishReason !== undefined) sample.finishReason = finishReason;
  const endpoint = columns.endpoint[row] as number;
  if (endpoint !== 0) sample.endpoint = endpoint - 1;
  return sample;
}

/** Instants that a request may not have reached, in the order in which they are written. */
const REACHED = [
  "sentNs",
  "firstByteNs",
  "firstTokenNs",
  "lastTokenNs",
  "firstReasoningNs",
  "firstAnswerNs",
] as const satisfies readonly (keyof RequestSample)[];

/**
 * One request after the other in the place of one object: where the cursor stands, its fields are those of that row.
 * Whoever keeps it keeps the wrong request; `sampleAt` gives one to keep.
 */
export class RequestCursor implements RequestSample {
  readonly promptTokens: TokenCount;
  readonly outputTokens: TokenCount;
  row = 0;
  private readonly columns: RequestColumns;

  constructor(columns: RequestColumns) {
    this.columns = columns;
    this.promptTokens = new CountCursor(this, columns.promptTokens, columns.promptTokensFrom);
    this.outputTokens = new CountCursor(this, columns.outputTokens, columns.outputTokensFrom);
  }

  get index(): number {
    return this.columns.index[this.row] as number;
  }
  get phase(): Phase {
    return PHASES[this.columns.phase[this.row] as number] as Phase;
  }
  get scheduledNs(): number {
    return this.columns.scheduledNs[this.row] as number;
  }
  get sentNs(): number | undefined {
    return instantAt(this.columns.sentNs, this.row);
  }
  get firstByteNs(): number | undefined {
    return instantAt(this.columns.firstByteNs, this.row);
  }
  get firstTokenNs(): number | undefined {
    return instantAt(this.columns.firstTokenNs, this.row);
  }
  get lastTokenNs(): number | undefined {
    return instantAt(this.columns.lastTokenNs, this.row);
  }
  get firstReasoningNs(): number | undefined {
    return instantAt(this.columns.firstReasoningNs, this.row);
  }
  get firstAnswerNs(): number | undefined {
    return instantAt(this.columns.firstAnswerNs, this.row);
  }
  get endNs(): number {
    return this.columns.endNs[this.row] as number;
  }
  get status(): RequestSample["status"] {
    return STATUSES[this.columns.status[this.row] as number] as RequestSample["status"];
  }
  get failure(): RequestFailure | undefined {
    return this.columns.failures.get(this.row);
  }
  get requestedOutputTokens(): number {
    return this.columns.requestedOutputTokens[this.row] as number;
  }
  get contentEvents(): number {
    return this.columns.contentEvents[this.row] as number;
  }
  get finishReason(): string | undefined {
    return this.columns.finishReasons[(this.columns.finishReason[this.row] as number) - 1];
  }
  get endpoint(): number | undefined {
    const code = this.columns.endpoint[this.row] as number;
    return code === 0 ? undefined : code - 1;
  }
}

/** A count of the row on which a cursor stands. */
class CountCursor implements TokenCount {
  private readonly cursor: { readonly row: number };
  private readonly counts: ArrayLike<number>;
  private readonly sources: Uint8Array;

  constructor(cursor: { readonly row: number }, counts: ArrayLike<number>, sources: Uint8Array) {
    this.cursor = cursor;
    this.counts = counts;
    this.sources = sources;
  }

  get count(): number {
    return this.counts[this.cursor.row] as number;
  }
  get from(): TokenCount["from"] {
    return TOKEN_SOURCES[this.sources[this.cursor.row] as number] as TokenCount["from"];
  }
}

function instantAt(column: Float64Array | undefined, row: number): number | undefined {
  if (column === undefined) return undefined;
  const atNs = column[row] as number;
  return Number.isNaN(atNs) ? undefined : atNs;
}

function tokenCount(counts: ArrayLike<number>, sources: Uint8Array, row: number): TokenCount {
  return { count: counts[row] as number, from: TOKEN_SOURCES[sources[row] as number] as TokenCount["from"] };
}
