import { type PrometheusSample, parsePrometheusText } from "../../../src/engine/prometheus-text.js";
import { collectHistogram, histogramGrowth, type ServerHistogram } from "./server-histogram.js";

/**
 * What vLLM counts about itself, since its start or (as a growth) between two readings.
 *
 * - Tokens include those of requests that a client has left, up to the moment of leaving.
 * - `finishedRequests` are by finish reason, and do not include requests that a client has left: vLLM 0.32.0 keeps
 *   its reason `abort` at 0 for those.
 * - The time to the first token runs from the server's arrival stamp to the first token inside the server, also when this
 *   token is half of a character and its event has an empty text.
 * - Inter-token latencies are gaps between steps of the engine: tokens of one request minus one, also where the server
 *   puts several of them into one event.
 */
export interface ServerMetrics {
  readonly promptTokens: number;
  readonly generationTokens: number;
  readonly finishedRequests: Readonly<Record<string, number>>;
  readonly timeToFirstToken: ServerHistogram;
  readonly interTokenLatency: ServerHistogram;
}

/**
 * Reads `/metrics` of a running server.
 *
 * @param baseUrl on loopback, without a path: `http://127.0.0.1:PORT`
 * @throws Error when the answer is not 200 or is not a page of vLLM
 */
export async function readServerMetrics(baseUrl: string): Promise<ServerMetrics> {
  const response = await fetch(new URL("/metrics", baseUrl));
  const text = await response.text();
  if (!response.ok) throw new Error(`GET /metrics answered ${response.status}: ${text}`);
  return parseServerMetrics(text);
}

/**
 * The metrics of a page. Names are those of vLLM 0.32.0 (`vllm/v1/metrics/loggers.py`).
 *
 * @throws Error when one of them is missing, or a line is not understood: half a page would make wrong counts
 */
export function parseServerMetrics(text: string): ServerMetrics {
  const { samples, unreadable, firstUnreadable } = parsePrometheusText(text);
  if (unreadable > 0) throw new Error(`not a line of a metrics page: ${firstUnreadable}`);
  return {
    promptTokens: counterTotal(samples, "vllm:prompt_tokens_total"),
    generationTokens: counterTotal(samples, "vllm:generation_tokens_total"),
    finishedRequests: countsByReason(samples),
    timeToFirstToken: collectHistogram(samples, "vllm:time_to_first_token_seconds"),
    interTokenLatency: collectHistogram(samples, "vllm:inter_token_latency_seconds"),
  };
}

/** What happened between two readings of one server. */
export function serverMetricsGrowth(before: ServerMetrics, after: ServerMetrics): ServerMetrics {
  return {
    promptTokens: after.promptTokens - before.promptTokens,
    generationTokens: after.generationTokens - before.generationTokens,
    finishedRequests: Object.fromEntries(
      Object.entries(after.finishedRequests).map(([reason, count]) => [
        reason,
        count - (before.finishedRequests[reason] ?? 0),
      ]),
    ),
    timeToFirstToken: histogramGrowth(before.timeToFirstToken, after.timeToFirstToken),
    interTokenLatency: histogramGrowth(before.interTokenLatency, after.interTokenLatency),
  };
}

function counterTotal(samples: readonly PrometheusSample[], name: string): number {
  const series = samples.filter((sample) => sample.name === name);
  if (series.length === 0) throw new Error(`the metrics page has no counter ${name}`);
  return series.reduce((total, sample) => total + sample.value, 0);
}

function countsByReason(samples: readonly PrometheusSample[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name, labels, value } of samples) {
    if (name !== "vllm:request_success_total") continue;
    const reason = labels["finished_reason"] ?? "unknown";
    counts[reason] = (counts[reason] ?? 0) + value;
  }
  return counts;
}
