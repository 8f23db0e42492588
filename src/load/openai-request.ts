import type { Endpoint } from "../contract/endpoint.js";
import type { InferenceWorkload } from "../model/workload.js";
import type { StreamRequest } from "./stream-client.js";
import type { TransportRequest } from "./transport/transport.js";

const PATHS: Readonly<Record<InferenceWorkload["api"], string>> = {
  chat: "/v1/chat/completions",
  completions: "/v1/completions",
};

/**
 * Prepares what all requests of a run share; the result turns each request into a POST.
 *
 * `ignore_eos` and `min_tokens`, which fix the output's length, are extensions that vLLM, SGLang and TensorRT-LLM know;
 * they are left out where the workload only limits the length, so that any OpenAI-compatible server takes the request.
 */
export function createRequestFormat(
  endpoint: Endpoint,
  workload: Pick<InferenceWorkload, "api" | "outputPolicy" | "temperature">,
): (request: StreamRequest) => TransportRequest {
  const url = new URL(`${endpoint.baseUrl}${PATHS[workload.api]}`);
  const headers = { accept: "text/event-stream", ...endpoint.headers, "content-type": "application/json" };
  const shared = {
    model: endpoint.model,
    stream: true,
    stream_options: {
      include_usage: true,
      ...(endpoint.usage === "continuous" ? { continuous_usage_stats: true } : {}),
    },
    temperature: workload.temperature,
  };
  return ({ prompt, outputTokens }) => {
    const body = {
      ...shared,
      ...(workload.api === "chat" ? { messages: [{ role: "user", content: prompt }] } : { prompt }),
      max_tokens: outputTokens,
      ...(workload.outputPolicy === "exact" ? { ignore_eos: true, min_tokens: outputTokens } : {}),
    };
    return { url, headers, body: JSON.stringify(body) };
  };
}
