import type { RequestFailure } from "../../model/request-sample.js";
import type { Nanoseconds } from "../../model/time.js";
import type { StreamOutcome } from "../stream-client.js";

/** What the bytes of one response say. After a failure was returned nothing more is called but `counts`. */
export interface ResponseReader {
  /**
   * Takes from the bytes of the body what can be taken at once, without parsing. Returns the index after it; the rest is for
   * `data`, before any bytes that come later.
   */
  takeFast(atNs: Nanoseconds, bytes: Uint8Array, start: number, end: number): number;
  /** Takes bytes of the body; returns why they are no answer, as soon as they show it. */
  data(atNs: Nanoseconds, chunk: Uint8Array): RequestFailure | undefined;
  /** The body has ended as HTTP says; returns what the answer lacks. */
  end(): RequestFailure | undefined;
  /** The connection has broken, in the socket's words; returns what that means. */
  broken(detail: string): RequestFailure | undefined;
  /** When `[DONE]` was read, after which there is nothing to wait for. */
  doneNs(): Nanoseconds | undefined;
  /** @param isComplete whether the answer ended as the protocol says */
  counts(isComplete: boolean): Pick<StreamOutcome, "promptTokens" | "outputTokens" | "finishReason" | "unstreamed">;
}

/** `takeFast` of a reader that has no fast way. */
export function takeNothing(_atNs: Nanoseconds, _bytes: Uint8Array, start: number): number {
  return start;
}
