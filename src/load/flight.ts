import type { Phase, RequestFailure, RequestSample } from "../model/request-sample.js";
import { type Nanoseconds, NS_PER_SECOND } from "../model/time.js";
import { EMPTY_EVENT, EVENT_KINDS, type RequestTokenEvents } from "../model/token-events.js";
import { type EventStore, ROW_EVENTS } from "./event-store.js";
import { LightSignal } from "./light-signal.js";
import type { StreamObserver, StreamOutcome, StreamRequest } from "./stream-client.js";

const REASONING_EVENT = EVENT_KINDS.indexOf("reasoning");

/** When a request was due, and when it was handed to the client. */
export interface FlightPlan {
  readonly scheduledNs: Nanoseconds;
  readonly startedNs: Nanoseconds;
  readonly phase: Phase;
}

/** A request under way: what it is, and what was seen of it so far. */
export class Flight implements StreamObserver {
  private isOpen = true;
  /** Events that are in the store. */
  private events = 0;
  private readonly row: number;
  private readonly store: EventStore;
  private readonly full: (flight: Flight) => void;
  readonly request: StreamRequest;
  private readonly scheduledNs: Nanoseconds;
  private readonly phase: Phase;
  /** When it was handed to the client. */
  readonly startedNs: Nanoseconds;
  readonly stop = new LightSignal();
  private endedBy: "cut" | "time-out" | undefined = undefined;
  private sentNs: Nanoseconds | undefined = undefined;
  private firstByteNs: Nanoseconds | undefined = undefined;
  private firstReasoningNs: Nanoseconds | undefined = undefined;
  private firstAnswerNs: Nanoseconds | undefined = undefined;
  private lastTokenNs: Nanoseconds | undefined = undefined;
  private contentEvents = 0;
  /** Sum of the tokens that the server gave for single events; 0 where it gave none. */
  eventTokens = 0;

  /** @param full told when the events must be taken before the next one comes */
  constructor(
    store: EventStore,
    request: StreamRequest,
    { scheduledNs, startedNs, phase }: FlightPlan,
    full: (flight: Flight) => void,
  ) {
    this.store = store;
    this.row = store.open();
    this.full = full;
    this.request = request;
    this.scheduledNs = scheduledNs;
    this.startedNs = startedNs;
    this.phase = phase;
  }

  sent(atNs: Nanoseconds): void {
    this.sentNs = atNs;
  }

  firstByte(atNs: Nanoseconds): void {
    this.firstByteNs = atNs;
  }

  /** Only keeps the event, as this happens for every token; what it means is read when the events are taken. */
  event(atNs: Nanoseconds, kind: number, tokens: number): void {
    if (!this.isOpen) return;
    this.store.put(this.row, this.events, atNs, kind, tokens);
    this.events += 1;
    if (this.events === ROW_EVENTS) this.full(this);
  }

  /** Arrival of the oldest event that was not taken; undefined when there is none. */
  oldestEventNs(): Nanoseconds | undefined {
    return this.events === 0 ? undefined : this.store.firstNs(this.row);
  }

  /** The events since the last call; undefined when there were none. */
  takeEvents(): RequestTokenEvents | undefined {
    if (this.events === 0) return undefined;
    const block = this.store.read(this.row, this.events, this.request.index);
    this.events = 0;
    this.summarise(block);
    return block;
  }

  /** Ends the request before its answer is complete; the first reason counts. */
  endEarly(by: "cut" | "time-out"): void {
    this.endedBy ??= by;
    this.stop.abort();
  }

  /** The request has ended and its events were taken. */
  close(): void {
    this.isOpen = false;
    this.store.close(this.row);
  }

  /** What is recorded of the request when it has ended and its events were taken. */
  sample(outcome: StreamOutcome, timeoutNs: Nanoseconds): RequestSample {
    const failure = this.failure(outcome, timeoutNs);
    return {
      index: this.request.index,
      phase: this.phase,
      scheduledNs: this.scheduledNs,
      sentNs: this.sentNs,
      firstByteNs: this.firstByteNs,
      firstTokenNs: earlier(this.firstReasoningNs, this.firstAnswerNs),
      lastTokenNs: this.lastTokenNs,
      firstReasoningNs: this.firstReasoningNs,
      firstAnswerNs: this.firstAnswerNs,
      endNs: outcome.endNs,
      status: this.endedBy === "cut" ? "cut" : failure === undefined ? "ok" : "failed",
      failure,
      promptTokens: outcome.promptTokens,
      outputTokens: outcome.outputTokens,
      requestedOutputTokens: this.request.outputTokens,
      contentEvents: this.contentEvents,
      finishReason: outcome.finishReason,
      endpoint: outcome.endpoint,
    };
  }

  private summarise({ timesNs, tokens, kinds }: RequestTokenEvents): void {
    for (const [index, kind] of kinds.entries()) {
      if (kind === EMPTY_EVENT) continue;
      const atNs = timesNs[index];
      this.contentEvents += 1;
      this.eventTokens += tokens[index] ?? 0;
      this.lastTokenNs = atNs;
      if (kind === REASONING_EVENT) this.firstReasoningNs ??= atNs;
      else this.firstAnswerNs ??= atNs;
    }
  }

  private failure(outcome: StreamOutcome, timeoutNs: Nanoseconds): RequestFailure | undefined {
    if (this.endedBy === "cut") return undefined;
    if (this.endedBy === "time-out") return { kind: "time-out", detail: `${timeoutNs / NS_PER_SECOND} s` };
    return outcome.failure;
  }
}

function earlier(a: Nanoseconds | undefined, b: Nanoseconds | undefined): Nanoseconds | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}
