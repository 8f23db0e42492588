import type { Clock } from "../contract/clock.js";
import type { Phase, RequestSample } from "../model/request-sample.js";
import { type Nanoseconds, NS_PER_SECOND } from "../model/time.js";
import { createEventStore } from "./event-store.js";
import { Flight } from "./flight.js";
import { createTimeouts, visitInTurn } from "./flight-timers.js";
import type { LoadSink } from "./load-sink.js";
import type { RequestList } from "./request-list.js";
import type { ChatMessage, StreamClient } from "./stream-client.js";

/** Events of a request that is still under way are handed over when the oldest has waited this long. */
const YOUNGEST_TO_HAND_OVER_NS = NS_PER_SECOND;

/** A request that has ended. */
export interface EndedRequest {
  readonly sample: RequestSample;
  /** What was asked. */
  readonly messages: readonly ChatMessage[];
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

export function createRequestRunner(options: RequestRunnerOptions): RequestRunner {
  const { client, clock, requests, sink, timeoutNs } = options;
  const store = createEventStore();
  const flights = new Map<Flight, Promise<RequestSample | undefined>>();
  let cutting = false;
  let failure: { readonly error: unknown } | undefined;

  const fail = (error: unknown): void => {
    if (failure !== undefined) return;
    failure = { error };
    options.broken();
  };
  const handOver = (flight: Flight): void => {
    const block = flight.takeEvents();
    if (block !== undefined) sink.tokenEvents(block);
  };
  /** For callers that have nobody to throw to. */
  const handOverNow = (flight: Flight): void => {
    try {
      handOver(flight);
    } catch (error) {
      fail(error);
    }
  };
  const handOverOld = (flight: Flight, nowNs: Nanoseconds): void => {
    const oldestNs = flight.oldestEventNs();
    if (oldestNs !== undefined && nowNs - oldestNs >= YOUNGEST_TO_HAND_OVER_NS) handOverNow(flight);
  };
  const visits = visitInTurn(clock, flights, handOverOld);
  const timeouts = createTimeouts(clock, flights, timeoutNs);

  const fly = async (flight: Flight): Promise<RequestSample | undefined> => {
    try {
      const outcome = await client.send(flight.request, flight, flight.stop);
      handOver(flight);
      const sample = flight.sample(outcome, timeoutNs);
      sink.request(sample);
      const { messages } = flight.request;
      options.ended({ sample, messages, eventTokens: flight.eventTokens, unstreamed: outcome.unstreamed === true });
      return sample;
    } catch (error) {
      fail(error);
      return undefined;
    } finally {
      flights.delete(flight);
      flight.close();
    }
  };

  return {
    start: (index, scheduledNs, phase) => {
      const startedNs = clock.nowNs();
      const flight = new Flight(store, requests.at(index), { scheduledNs, startedNs, phase }, handOverNow);
      timeouts.started(startedNs);
      if (cutting) flight.endEarly("cut");
      const ended = fly(flight);
      flights.set(flight, ended);
      return ended;
    },
    cutAll: () => {
      cutting = true;
      for (const flight of flights.keys()) flight.endEarly("cut");
    },
    idle: async () => {
      while (flights.size > 0) await Promise.all(flights.values());
      if (failure !== undefined) throw failure.error;
    },
    close: () => {
      visits.stop();
      timeouts.stop();
    },
  };
}
