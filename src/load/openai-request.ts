import type { Endpoint } from "../contract/endpoint.js";
import type { InferenceWorkload } from "../model/workload.js";
import { rememberHeaderSecrets } from "../records/redaction/known-secrets.js";
import type { ChatMessage, StreamRequest } from "./stream-client.js";
import type { TransportRequest } from "./transport/transport.js";

const PATHS: Readonly<Record<InferenceWorkload["api"], string>> = {
  chat: "/v1/chat/completions",
  completions: "/v1/completions",
};

/** By this header a server's log can be laid beside the record. */
const ID_HEADER = "x-request-id";

/** What of a workload stands in its requests. */
export type RequestedWorkload = Pick<InferenceWorkload, "api" | "outputPolicy" | "temperature" | "extraBody">;

/**
 * Prepares what all requests of a run share; the result turns each request into a POST.
 *
 * `ignore_eos` and `min_tokens`, which fix the output's length, are extensions that vLLM, SGLang and TensorRT-LLM know;
 * they are left out where the workload only limits the length, so that any OpenAI-compatible server takes the request. A
 * field of `extraBody` takes the place of the one of the same name.
 *
 * The headers' secrets are remembered, so that no record of this process repeats what a server repeats of them.
 */
export function createRequestFormat(
  endpoint: Endpoint,
  workload: RequestedWorkload,
): (request: StreamRequest) => TransportRequest {
  const { api, outputPolicy, temperature, extraBody = {} } = workload;
  rememberHeaderSecrets(endpoint.headers);
  const url = new URL(`${endpoint.baseUrl}${PATHS[api]}`);
  const headers = {
    accept: "text/event-stream",
    ...inLowerCase(endpoint.headers),
    "content-type": "application/json",
  };
  const isExact = outputPolicy === "exact";
  const begin = withoutEnd({
    model: endpoint.model,
    stream: true,
    stream_options: {
      include_usage: true,
      ...(endpoint.usage === "continuous" ? { continuous_usage_stats: true } : {}),
    },
    temperature,
    ...(isExact ? { ignore_eos: true } : {}),
    ...extraBody,
  });
  const own = (name: string, json: string): string => (Object.hasOwn(extraBody, name) ? "" : `,"${name}":${json}`);
  return ({ index, messages, outputTokens }) => {
    const prompt = api === "chat" ? own("messages", chatJson(messages)) : own("prompt", promptJson(messages));
    const length = String(outputTokens);
    const body = `${begin}${own("max_tokens", length)}${isExact ? own("min_tokens", length) : ""}${prompt}}`;
    return { url, headers: { ...headers, [ID_HEADER]: `tokwatt-${index}` }, body };
  };
}

function chatJson(messages: readonly ChatMessage[]): string {
  return JSON.stringify(messages.map(({ role, content }) => ({ role, content })));
}

function promptJson(messages: readonly ChatMessage[]): string {
  return JSON.stringify(messages.map(({ content }) => content).join("\n"));
}

/** JSON of an object that is not empty, open for more fields. */
function withoutEnd(fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(fields).slice(0, -1);
}

/** Names of headers in one case, so that none is sent twice. */
function inLowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
