import type { Nanoseconds } from "../../../model/time.js";

/** One request of a trace. */
export interface TraceRow {
  /** After the trace's first row, before the speed factor. */
  readonly atNs: Nanoseconds;
  readonly promptTokens: number;
  readonly outputTokens: number;
  /** Names of the successive blocks of the prompt: equal names stand for equal text (Mooncake's `hash_ids`). */
  readonly blocks?: readonly number[] | undefined;
  /** Tokens of one block; the last one of a prompt may hold fewer. */
  readonly blockTokens?: number | undefined;
}
