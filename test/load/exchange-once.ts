import { onTestFinished } from "vitest";
import type { Clock } from "../../src/contract/clock.js";
import type { Endpoint } from "../../src/contract/endpoint.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import { createOpenAiClient } from "../../src/load/openai-client.js";
import type { StreamClient, StreamOutcome } from "../../src/load/stream-client.js";
import type { Nanoseconds } from "../../src/model/time.js";
import { EMPTY_EVENT, EVENT_KINDS, type EventKind } from "../../src/model/token-events.js";
import type { InferenceWorkload } from "../../src/model/workload.js";
import { inferenceWorkload } from "./inference-workload.js";

export interface ExchangeOptions {
  readonly endpoint?: Partial<Endpoint>;
  readonly workload?: Partial<InferenceWorkload>;
  readonly clock?: Clock;
  readonly bursts?: { read(atNs: Nanoseconds): void };
}

/** What a client reported of one request. */
export interface Exchange {
  readonly outcome: StreamOutcome;
  readonly sentNs: Nanoseconds | undefined;
  readonly firstByteNs: Nanoseconds | undefined;
  /** Content events. */
  readonly events: readonly ExchangedEvent[];
  /** Those, and the ones without text. */
  readonly chunks: readonly ExchangedEvent[];
}

interface ExchangedEvent {
  readonly atNs: Nanoseconds;
  readonly kind: EventKind | undefined;
  readonly tokens: number;
}

/** A client of a test's server; it is closed with the test. */
export function openClient(baseUrl: string, options: ExchangeOptions = {}): StreamClient {
  const client = createOpenAiClient({
    endpoint: { baseUrl, model: "tiny", headers: {}, usage: "final", ...options.endpoint },
    workload: inferenceWorkload(options.workload ?? {}),
    clock: options.clock ?? createMonotonicClock(),
    bursts: options.bursts,
  });
  onTestFinished(() => client.close());
  return client;
}

/** Sends one request and keeps all that is told of it. */
export async function exchange(
  client: StreamClient,
  options: { readonly signal?: AbortSignal; readonly onEvent?: () => void } = {},
): Promise<Exchange> {
  let sentNs: Nanoseconds | undefined;
  let firstByteNs: Nanoseconds | undefined;
  const chunks: ExchangedEvent[] = [];
  const outcome = await client.send(
    { index: 0, messages: [{ role: "user", content: "time year people" }], outputTokens: 12 },
    {
      sent: (atNs) => {
        sentNs = atNs;
      },
      firstByte: (atNs) => {
        firstByteNs = atNs;
      },
      event: (atNs, kind, tokens) => {
        chunks.push({ atNs, kind: EVENT_KINDS[kind], tokens });
        if (kind !== EMPTY_EVENT) options.onEvent?.();
      },
    },
    options.signal ?? new AbortController().signal,
  );
  return { outcome, sentNs, firstByteNs, events: chunks.filter(({ kind }) => kind !== "empty"), chunks };
}
