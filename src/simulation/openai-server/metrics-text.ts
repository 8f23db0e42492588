import type { ServiceLoad } from "../service-model.js";

const METRICS: readonly {
  readonly name: string;
  readonly type: "gauge" | "counter";
  readonly field: keyof ServiceLoad;
}[] = [
  { name: "vllm:num_requests_running", type: "gauge", field: "runningRequests" },
  { name: "vllm:num_requests_waiting", type: "gauge", field: "waitingRequests" },
  { name: "vllm:request_success_total", type: "counter", field: "finishedRequests" },
  { name: "vllm:prompt_tokens_total", type: "counter", field: "promptTokens" },
  { name: "vllm:generation_tokens_total", type: "counter", field: "outputTokens" },
];

/** A service's load in Prometheus' text format, under vLLM's names, so that one scraper reads both. */
export function metricsText(load: ServiceLoad, model: string): string {
  const label = model.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
  return METRICS.map(
    ({ name, type, field }) => `# TYPE ${name} ${type}\n${name}{engine="0",model_name="${label}"} ${load[field]}\n`,
  ).join("");
}
