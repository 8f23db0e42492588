import type { Nanoseconds } from "../../model/time.js";

/** One POST. */
export interface TransportRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Why a request ended without a complete response, in the socket's own words. */
export interface TransportError {
  /** `connect`: no byte of the request was handed to a socket. `broken`: after that. `aborted`: by the caller. */
  readonly kind: "connect" | "broken" | "aborted";
  readonly detail: string;
}

/**
 * Told what happens on the wire, in order, with the instant at which the bytes were taken from the socket, read before
 * anything is done with them. Exactly one of `end` and `error` comes, and nothing after it.
 */
export interface TransportHandler {
  /** The request is written to a connected socket in this very call of the event loop. */
  sent(atNs: Nanoseconds): void;
  /** The response has begun. `contentType` is in lower case, without parameters, and empty where there is none. */
  response(atNs: Nanoseconds, status: number, contentType: string): void;
  /** Bytes of the body are `bytes[start]` up to before `bytes[end]`, valid during the call only. */
  data(atNs: Nanoseconds, bytes: Uint8Array, start: number, end: number): void;
  end(atNs: Nanoseconds): void;
  error(atNs: Nanoseconds, error: TransportError): void;
}

/** Carries requests over HTTP, each on a connection of its own, kept alive between them. Nothing is ever sent twice. */
export interface Transport {
  /** Named in the record. */
  readonly name: string;
  /** Sends a request as soon as a connection is there. The result aborts it: `error` then comes at once. */
  post(request: TransportRequest, handler: TransportHandler): () => void;
  /** Cuts every connection. */
  close(): Promise<void>;
}
