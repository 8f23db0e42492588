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
  /** @param endpoint index of the endpoint that it goes to, where there are several */
  sent(atNs: Nanoseconds, endpoint?: number): void;
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
  /** True where the server answered with one whole body although a stream was asked for: its first token is its last. */
  readonly unstreamed?: boolean | undefined;
}

/** Sends one request and reads its stream. Never rejects and never retries: a failure is an outcome. */
export interface StreamClient {
  /** Named in the record: which transport carried the bytes. */
  readonly transport: string;
  /** Ends the request early when `signal` aborts; the outcome then holds what had been counted until then. */
  send(request: StreamRequest, observer: StreamObserver, signal: AbortSignal): Promise<StreamOutcome>;
  close(): Promise<void>;
}
