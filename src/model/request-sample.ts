import type { Nanoseconds } from "./time.js";

/** Phase of a run; a request belongs to the phase in which it was scheduled. */
export const PHASES = ["warm-up", "measure", "cool-down"] as const;
export type Phase = (typeof PHASES)[number];

/** Ways in which a request can fail. None is retried. */
export const FAILURE_KINDS = [
  "connect",
  "http-status",
  "broken-stream",
  "time-out",
  "malformed-event",
  "server-error",
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

export interface RequestFailure {
  readonly kind: FailureKind;
  readonly httpStatus?: number | undefined;
  /** The server's or the socket's own words, cut to a few hundred characters. */
  readonly detail: string;
}

/** A number of tokens and who counted them. `events` is the sum of per-event counts that the server gave. */
export interface TokenCount {
  readonly count: number;
  readonly from: "usage" | "events" | "none";
}

/**
 * One request. `ok` ended as the protocol says, `failed` did not, `cut` was still running when the run ended and was
 * ended by tokwatt. Instants are absent where the request never got that far.
 */
export interface RequestSample {
  readonly index: number;
  readonly phase: Phase;
  readonly scheduledNs: Nanoseconds;
  readonly sentNs?: Nanoseconds | undefined;
  readonly firstByteNs?: Nanoseconds | undefined;
  readonly firstTokenNs?: Nanoseconds | undefined;
  readonly lastTokenNs?: Nanoseconds | undefined;
  /** First event that carried reasoning, and first that carried the answer itself (content or a tool call). */
  readonly firstReasoningNs?: Nanoseconds | undefined;
  readonly firstAnswerNs?: Nanoseconds | undefined;
  readonly endNs: Nanoseconds;
  readonly status: "ok" | "failed" | "cut";
  readonly failure?: RequestFailure | undefined;
  readonly promptTokens: TokenCount;
  readonly outputTokens: TokenCount;
  readonly requestedOutputTokens: number;
  /** Events that carried text (content, reasoning, tool calls). Not tokens. */
  readonly contentEvents: number;
  readonly finishReason?: string | undefined;
  /** Index of the endpoint that it was sent to; absent where the system has only one. */
  readonly endpoint?: number | undefined;
}
