import type { Clock } from "../contract/clock.js";
import type { RequestFailure } from "../model/request-sample.js";
import { type Nanoseconds, NS_PER_MILLISECOND, NS_PER_SECOND } from "../model/time.js";
import { readRefusal } from "./response/refusal.js";
import { requestFailure } from "./response/request-failure.js";
import type { ResponseReader } from "./response/response-reader.js";
import { StreamedAnswer } from "./response/streamed-answer.js";
import { NO_COUNT } from "./response/token-counter.js";
import { readWholeAnswer } from "./response/whole-answer.js";
import type { SlowLane } from "./slow-lane.js";
import type { EventShortcuts } from "./sse/event-shortcuts.js";
import type { StopSignal, StreamObserver, StreamOutcome } from "./stream-client.js";
import type { Transport, TransportError, TransportHandler, TransportRequest } from "./transport/transport.js";

/** How long a server may leave its body open after `[DONE]` before the connection is cut; the answer stands. */
const PATIENCE_AFTER_DONE_NS = NS_PER_SECOND;

/** What all exchanges of a client share. */
export interface ExchangeTools {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly slowLane: SlowLane;
  readonly shortcuts: EventShortcuts;
}

/** A task for the sake of what follows all tasks. */
const nothing = (): void => undefined;

/** Sends one request and reads its answer. */
export function exchange(
  tools: ExchangeTools,
  request: TransportRequest,
  observer: StreamObserver,
  signal: StopSignal,
): Promise<StreamOutcome> {
  return new Promise((resolve) => {
    const one = new Exchange(tools, observer, signal, resolve);
    one.start(request);
  });
}

/**
 * One request on its way. Usual events are read where they come in; the rest, the end of the request included, waits in the
 * slow lane, in order and with the stamps of its reads.
 */
class Exchange implements TransportHandler {
  private isOver = false;
  /** Whether `waiting` holds anything. */
  private isWaiting = false;
  private reader: ResponseReader | undefined = undefined;
  /** What waits in the slow lane. */
  private waiting: (() => void)[] = [];
  private readonly tools: ExchangeTools;
  private readonly observer: StreamObserver;
  private readonly signal: StopSignal;
  private readonly resolve: (outcome: StreamOutcome) => void;
  private abort: (() => void) | undefined = undefined;
  private cancelPatience: (() => void) | undefined = undefined;

  constructor(
    tools: ExchangeTools,
    observer: StreamObserver,
    signal: StopSignal,
    resolve: (outcome: StreamOutcome) => void,
  ) {
    this.tools = tools;
    this.observer = observer;
    this.signal = signal;
    this.resolve = resolve;
  }

  start(request: TransportRequest): void {
    const { transport, clock } = this.tools;
    if (this.signal.aborted) {
      this.finish(clock.nowNs(), "early");
      return;
    }
    this.abort = transport.post(request, this);
    if (!this.isOver) this.signal.addEventListener("abort", this.stop, { once: true });
  }

  sent(atNs: Nanoseconds): void {
    this.observer.sent(atNs);
  }

  response(atNs: Nanoseconds, status: number, contentType: string): void {
    this.observer.firstByte(atNs);
    this.reader = this.readerFor(status, contentType);
  }

  data(atNs: Nanoseconds, bytes: Uint8Array, start: number, end: number): void {
    const { reader } = this;
    if (this.isOver || reader === undefined) return;
    const from = this.isWaiting ? start : reader.takeFast(atNs, bytes, start, end);
    if (from === end) {
      if (reader.doneNs() !== undefined) this.later(nothing);
      return;
    }
    // A copy; `slice` of a Buffer is none.
    const piece = new Uint8Array(bytes.subarray(from, end));
    this.later(() => this.readSlowly(atNs, piece));
  }

  end(atNs: Nanoseconds): void {
    this.later(() => this.finish(atNs, "complete", this.reader?.end()));
  }

  error(atNs: Nanoseconds, error: TransportError): void {
    if (error.kind !== "aborted") {
      this.later(() => this.takeError(atNs, error));
      return;
    }
    // What was read before the cut counts, whether or not its turn had come.
    this.work();
    this.finish(atNs, "early");
  }

  private readonly stop = (): void => this.abort?.();

  private later(task: () => void): void {
    this.waiting.push(task);
    if (this.isWaiting) return;
    this.isWaiting = true;
    this.tools.slowLane.run(() => this.work());
  }

  private work(): void {
    const tasks = this.waiting;
    this.waiting = [];
    this.isWaiting = false;
    for (const task of tasks) if (!this.isOver) task();
    const doneNs = this.reader?.doneNs();
    if (doneNs !== undefined && !this.isOver) this.waitForEnd(doneNs);
  }

  private readSlowly(atNs: Nanoseconds, piece: Uint8Array): void {
    const failure = this.reader?.data(atNs, piece);
    if (failure === undefined) return;
    this.finish(atNs, "early", failure);
    this.stop();
  }

  private waitForEnd(doneNs: Nanoseconds): void {
    if (this.cancelPatience !== undefined) return;
    const endPatience = (): void => {
      this.finish(doneNs, "complete");
      this.stop();
    };
    const atNs = doneNs + PATIENCE_AFTER_DONE_NS;
    this.cancelPatience = this.tools.clock.schedule(atNs, endPatience, NS_PER_MILLISECOND);
  }

  private takeError(atNs: Nanoseconds, { kind, detail }: TransportError): void {
    if (kind === "connect") this.finish(atNs, "early", requestFailure("connect", detail));
    else this.finish(atNs, "complete", this.reader?.broken(detail) ?? this.brokenBefore(detail));
  }

  private brokenBefore(detail: string): RequestFailure | undefined {
    return this.reader === undefined ? requestFailure("broken-stream", detail) : undefined;
  }

  /** @param ending `complete`: nothing more was to come, unless `failure` says otherwise */
  private finish(endNs: Nanoseconds, ending: "complete" | "early", failure?: RequestFailure): void {
    if (this.isOver) return;
    this.isOver = true;
    this.cancelPatience?.();
    this.signal.removeEventListener("abort", this.stop);
    const counts = this.reader?.counts(ending === "complete" && failure === undefined);
    this.resolve({ endNs, failure, ...(counts ?? { promptTokens: NO_COUNT, outputTokens: NO_COUNT }) });
  }

  /** A success is read as a stream unless it says that it is JSON; other types are in use for streams. */
  private readerFor(status: number, contentType: string): ResponseReader {
    if (status < 200 || status > 299) return readRefusal(status);
    if (contentType === "application/json") return readWholeAnswer(this.observer);
    return new StreamedAnswer(this.observer, this.tools.shortcuts);
  }
}
