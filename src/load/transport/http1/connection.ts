import { connect, type Socket } from "node:net";
import type { Clock } from "../../../contract/clock.js";
import { type Nanoseconds, NS_PER_SECOND } from "../../../model/time.js";
import { wordsOf } from "../socket-words.js";
import type { TransportError, TransportHandler } from "../transport.js";
import { ResponseFraming } from "./response-framing.js";
import type { ResponseHead } from "./response-head.js";

/** Told when bytes were read. */
export interface ReadWatch {
  read(atNs: Nanoseconds): void;
}

/**
 * How long a connection may have been idle and still be used, where the server does not say how long it keeps one. Below
 * the 5 s after which uvicorn (vLLM, SGLang) and Node close theirs: a request that meets the close is lost.
 */
const IDLE_LIMIT_NS = 4 * NS_PER_SECOND;

/** What is left off the time that a server says: its answer was under way, and so will be the next request. */
const IDLE_MARGIN_NS = NS_PER_SECOND;

export interface ConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
  /** Every read goes into it; connections of one thread can share it, as reads are dealt with one after the other. */
  readonly readBuffer: Uint8Array;
  readonly reads?: ReadWatch | undefined;
  /** The connection can take another request. */
  readonly idle: (connection: Connection) => void;
  /** It is of no use any more; said once. */
  readonly closed: (connection: Connection) => void;
}

/** One socket, which carries one request at a time. It connects at once. */
export class Connection {
  private readonly framing = new ResponseFraming((atNs, head) => this.takeHead(atNs, head));
  private handler: TransportHandler | undefined = undefined;
  private keepAlive = false;
  private readonly socket: Socket;
  private readonly options: ConnectionOptions;
  private requestText = "";
  private isConnected = false;
  private isUsable = true;
  private isReused = false;
  private idleLimitNs = IDLE_LIMIT_NS;
  private idleUntilNs = 0;

  constructor(options: ConnectionOptions) {
    const { clock, host, port, readBuffer, reads } = options;
    const { framing } = this;
    this.options = options;
    this.socket = connect({
      host,
      port,
      noDelay: true,
      onread: {
        buffer: readBuffer,
        callback: (length) => {
          const atNs = clock.nowNs();
          reads?.read(atNs);
          const taken = framing.take(atNs, readBuffer, 0, length);
          if (!framing.isReading()) this.settle(atNs, taken === length);
          return true;
        },
      },
    });
    this.socket.on("connect", () => {
      this.isConnected = true;
      this.write();
    });
    this.socket.on("end", () => this.takeEnd());
    this.socket.on("error", (error) => this.takeClose(wordsOf(error)));
    this.socket.on("close", () => this.takeClose("closed"));
  }

  /** Sends a request as soon as the socket is connected; the result aborts it and closes the socket. */
  post(requestText: string, handler: TransportHandler): () => void {
    this.handler = handler;
    this.requestText = requestText;
    if (this.isConnected) this.write();
    return () => {
      if (this.handler === handler) this.fail(this.options.clock.nowNs(), { kind: "aborted", detail: "" });
    };
  }

  /** Whether an idle connection is still likely to be open on the other side. */
  isFresh(nowNs: Nanoseconds): boolean {
    return this.isUsable && nowNs < this.idleUntilNs;
  }

  destroy(): void {
    this.socket.destroy();
  }

  private takeHead(atNs: Nanoseconds, { status, contentType, keepAlive, keepAliveSeconds }: ResponseHead): void {
    this.keepAlive = keepAlive;
    if (keepAliveSeconds !== undefined) this.idleLimitNs = keepAliveSeconds * NS_PER_SECOND - IDLE_MARGIN_NS;
    this.handler?.response(atNs, status, contentType);
  }

  private write(): void {
    const { handler } = this;
    if (handler === undefined) return;
    this.framing.expect(handler);
    this.keepAlive = false;
    handler.sent(this.options.clock.nowNs());
    this.socket.write(this.requestText);
    this.requestText = "";
  }

  /** No more bytes are expected. @param isAll whether the last ones that came belonged to the response */
  private settle(atNs: Nanoseconds, isAll: boolean): void {
    const detail = this.framing.refused();
    // Bytes that answer nothing: whatever the server means by them, the next answer could not be told from them.
    if (this.handler === undefined) this.drop();
    else if (detail !== undefined) this.fail(atNs, { kind: "broken", detail });
    else {
      this.keepAlive &&= isAll;
      this.end(atNs);
    }
  }

  private end(atNs: Nanoseconds): void {
    const { handler } = this;
    this.handler = undefined;
    // A server may answer before it has read the whole request.
    if (this.keepAlive && this.isUsable && this.socket.writableLength === 0) {
      this.isReused = true;
      this.idleUntilNs = atNs + this.idleLimitNs;
      this.options.idle(this);
    } else this.drop();
    handler?.end(atNs);
  }

  private takeEnd(): void {
    if (this.handler !== undefined && this.framing.endsWithClose()) this.end(this.options.clock.nowNs());
    else this.takeClose("closed by the server");
  }

  private takeClose(words: string): void {
    if (this.handler === undefined) this.drop();
    else this.fail(this.options.clock.nowNs(), this.closeError(words));
  }

  private closeError(words: string): TransportError {
    if (!this.isConnected) return { kind: "connect", detail: words };
    if (this.framing.hasBegun()) return { kind: "broken", detail: words };
    const when = this.isReused ? ", on a connection that was kept from an earlier request" : "";
    return { kind: "broken", detail: `${words} before any answer${when}` };
  }

  private fail(atNs: Nanoseconds, error: TransportError): void {
    const { handler } = this;
    this.handler = undefined;
    this.drop();
    handler?.error(atNs, error);
  }

  private drop(): void {
    if (this.isUsable) {
      this.isUsable = false;
      this.options.closed(this);
    }
    this.socket.destroy();
  }
}
