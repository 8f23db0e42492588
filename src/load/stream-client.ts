import type { RequestFailure, TokenCount } from "../model/request-sample.js";
import type { Nanoseconds } from "../model/time.js";

/** One message of a conversation. */
export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** One request as it is to be sent. */
export interface StreamRequest {
  readonly index: number;
  /** What was said, the prompt last; for plain completions the contents are joined by line feeds. */
  readonly messages: readonly ChatMessage[];
  readonly outputTokens: number;
}

/** Told what happens on the wire, with the instant at which the bytes were read, before anything was parsed. */
export interface StreamObserver {
  sent(atNs: Nanoseconds): void;
  firstByte(atNs: Nanoseconds): void;
  /**
   * A chunk with choices. One without text is of kind `empty`, which is no content event.
   *
   * @param kind index into `EVENT_KINDS`
   * @param tokens tokens in the event as the server said, 0 where it did not
   */
  event(atNs: Nanoseconds, kind: number, tokens: number): void;
}

export interface StreamOutcome {
  readonly endNs: Nanoseconds;
  readonly failure?: RequestFailure | undefined;
  readonly promptTokens: TokenCount;
  readonly outputTokens: TokenCount;
  readonly finishReason?: string | undefined;
  /** Index of the endpoint that it went to, where there are several: also of a request that never got a connection. */
  readonly endpoint?: number | undefined;
  /** True where the server answered with one whole body although a stream was asked for: its first token is its last. */
  readonly unstreamed?: boolean | undefined;
}

/** Tells a client to end a request early. An `AbortSignal` is one; a load generator makes lighter ones, one a request. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Sends one request and reads its stream. Never rejects and never retries: a failure is an outcome. */
export interface StreamClient {
  /** Named in the record: which transport carried the bytes. */
  readonly transport: string;
  /** Ends the request early when `signal` aborts; the outcome then holds what had been counted until then. */
  send(request: StreamRequest, observer: StreamObserver, signal: StopSignal): Promise<StreamOutcome>;
  close(): Promise<void>;
}
