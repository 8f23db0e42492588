import type { Clock } from "../contract/clock.js";
import type { Endpoint } from "../contract/endpoint.js";
import { exchange } from "./exchange.js";
import { createRequestFormat, type RequestedWorkload } from "./openai-request.js";
import { createSlowLane } from "./slow-lane.js";
import { createEventShortcuts } from "./sse/event-shortcuts.js";
import type { StreamClient } from "./stream-client.js";
import { createTransport } from "./transport/create-transport.js";
import type { ReadWatch } from "./transport/http1/connection.js";
import type { Transport } from "./transport/transport.js";

export interface OpenAiClientOptions {
  readonly endpoint: Endpoint;
  readonly workload: RequestedWorkload;
  readonly clock: Clock;
  /** The one that fits the endpoint's address when absent. */
  readonly transport?: Transport | undefined;
  /** Told of every read, where the transport is not given. */
  readonly bursts?: ReadWatch | undefined;
}

/** Drives an OpenAI-compatible server by its streaming API, chat or completions as the workload says. */
export function createOpenAiClient(options: OpenAiClientOptions): StreamClient {
  const { endpoint, workload, clock, bursts } = options;
  const transport = options.transport ?? createTransport(endpoint.baseUrl, clock, bursts);
  const format = createRequestFormat(endpoint, workload);
  const tools = { transport, clock, slowLane: createSlowLane(clock.nowNs), shortcuts: createEventShortcuts() };
  return {
    transport: transport.name,
    send: (request, observer, signal) => exchange(tools, format(request), observer, signal),
    close: () => transport.close(),
  };
}
