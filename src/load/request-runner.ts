import type { Clock } from "../contract/clock.js";
import type { Phase, RequestFailure, RequestSample } from "../model/request-sample.js";
import { type Nanoseconds, NS_PER_SECOND } from "../model/time.js";
import type { RequestTokenEvents } from "../model/token-events.js";
import { createEventBuffer, type EventBuffer } from "./event-buffer.js";
import type { LoadSink } from "./load-sink.js";
import type { RequestList } from "./request-list.js";
import type { StreamClient, StreamObserver, StreamOutcome, StreamRequest } from "./stream-client.js";

/** Events of a request that is still under way are handed over when the oldest has waited this long. */
const FLUSH_INTERVAL_NS = NS_PER_SECOND;

/** A request that has ended. */
export interface EndedRequest {
  readonly sample: RequestSample;
  /** Sum of the tokens that the server gave for single events; 0 where it gave none. */
  readonly eventTokens: number;
  /** Whether the server answered with a whole body although a stream was asked for. */
  readonly unstreamed: boolean;
}

/** Carries requests from their start to their record. */
export interface RequestRunner {
  /**
   * Sends request `index` of the list now. Resolves when it has ended and was handed to the sink, and with undefined when
   * the harness itself failed on it, which `idle` then tells.
   *
   * @param scheduledNs when it was due, never later than now
   */
  start(index: number, scheduledNs: Nanoseconds, phase: Phase): Promise<RequestSample | undefined>;
  /** Ends every request under way, and every one started later, as `cut`. */
  cutAll(): void;
  /** Resolves when no request is under way; rejects with the first error of the sink or the client, if there was one. */
  idle(): Promise<void>;
  /** Stops handing over blocks of events. */
  close(): void;
}

export interface RequestRunnerOptions {
  readonly client: StreamClient;
  readonly clock: Clock;
  readonly requests: RequestList;
  readonly sink: LoadSink;
  /** From the hand-over to the client to the end of the response. */
  readonly timeoutNs: Nanoseconds;
  /** Told of each request after the sink was. */
  ended(request: EndedRequest): void;
  /** Told once, when the sink or the client has thrown: nothing more should be started. */
  broken(): void;
}

/** What the runner knows of a request under way. */
interface Flight {
  readonly request: StreamRequest;
  readonly scheduledNs: Nanoseconds;
  readonly phase: Phase;
  readonly events: EventBuffer;
  readonly abort: AbortController;
  endedBy?: "cut" | "time-out";
  sentNs?: Nanoseconds;
  firstByteNs?: Nanoseconds;
  firstTokenNs?: Nanoseconds;
  lastTokenNs?: Nanoseconds;
  contentEvents: number;
  eventTokens: number;
}

export function createRequestRunner(options: RequestRunnerOptions): RequestRunner {
  const { client, clock, requests, sink, timeoutNs } = options;
  const flights = new Map<Flight, Promise<RequestSample | undefined>>();
  let cutting = false;
  let failure: { readonly error: unknown } | undefined;

  const fail = (error: unknown): void => {
    if (failure !== undefined) return;
    failure = { error };
    options.broken();
  };
  const handOver = (block: RequestTokenEvents | undefined): void => {
    if (block !== undefined) sink.tokenEvents(block);
  };

  const flushOld = (): void => {
    const nowNs = clock.nowNs();
    cancelFlush = clock.schedule(nowNs + FLUSH_INTERVAL_NS, flushOld);
    try {
      for (const { events } of flights.keys()) {
        const oldestNs = events.oldestNs();
        if (oldestNs !== undefined && nowNs - oldestNs >= FLUSH_INTERVAL_NS) handOver(events.take());
      }
    } catch (error) {
      fail(error);
    }
  };
  let cancelFlush = clock.schedule(clock.nowNs() + FLUSH_INTERVAL_NS, flushOld);

  const fly = async (flight: Flight): Promise<RequestSample | undefined> => {
    const cancelTimeout = clock.schedule(clock.nowNs() + timeoutNs, () => endEarly(flight, "time-out"));
    try {
      const outcome = await client.send(flight.request, observe(flight), flight.abort.signal);
      const sample = toSample(flight, outcome, timeoutNs);
      handOver(flight.events.take());
      sink.request(sample);
      options.ended({ sample, eventTokens: flight.eventTokens, unstreamed: outcome.unstreamed === true });
      return sample;
    } catch (error) {
      fail(error);
      return undefined;
    } finally {
      cancelTimeout();
      flights.delete(flight);
    }
  };

  return {
    start: (index, scheduledNs, phase) => {
      const request = requests.at(index);
      const events = createEventBuffer(index);
      const flight: Flight = {
        request,
        scheduledNs,
        phase,
        events,
        abort: new AbortController(),
        contentEvents: 0,
        eventTokens: 0,
      };
      if (cutting) endEarly(flight, "cut");
      const ended = fly(flight);
      flights.set(flight, ended);
      return ended;
    },
    cutAll: () => {
      cutting = true;
      for (const flight of flights.keys()) endEarly(flight, "cut");
    },
    idle: async () => {
      while (flights.size > 0) await Promise.all(flights.values());
      if (failure !== undefined) throw failure.error;
    },
    close: () => cancelFlush(),
  };
}

function endEarly(flight: Flight, by: "cut" | "time-out"): void {
  flight.endedBy ??= by;
  flight.abort.abort();
}

function observe(flight: Flight): StreamObserver {
  return {
    sent: (atNs) => {
      flight.sentNs = atNs;
    },
    firstByte: (atNs) => {
      flight.firstByteNs = atNs;
    },
    event: (atNs, kind, tokens) => {
      flight.firstTokenNs ??= atNs;
      flight.lastTokenNs = atNs;
      flight.contentEvents += 1;
      flight.eventTokens += tokens;
      flight.events.push(atNs, kind, tokens);
    },
  };
}

function toSample(flight: Flight, outcome: StreamOutcome, timeoutNs: Nanoseconds): RequestSample {
  const failure = failureOf(flight, outcome, timeoutNs);
  return {
    index: flight.request.index,
    phase: flight.phase,
    scheduledNs: flight.scheduledNs,
    sentNs: flight.sentNs,
    firstByteNs: flight.firstByteNs,
    firstTokenNs: flight.firstTokenNs,
    lastTokenNs: flight.lastTokenNs,
    endNs: outcome.endNs,
    status: flight.endedBy === "cut" ? "cut" : failure === undefined ? "ok" : "failed",
    failure,
    promptTokens: outcome.promptTokens,
    outputTokens: outcome.outputTokens,
    requestedOutputTokens: flight.request.outputTokens,
    contentEvents: flight.contentEvents,
    finishReason: outcome.finishReason,
  };
}

function failureOf(flight: Flight, outcome: StreamOutcome, timeoutNs: Nanoseconds): RequestFailure | undefined {
  if (flight.endedBy === "cut") return undefined;
  if (flight.endedBy === "time-out") return { kind: "time-out", detail: `${timeoutNs / NS_PER_SECOND} s` };
  return outcome.failure;
}
