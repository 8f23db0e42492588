import type { Random } from "../../src/contract/random.js";
import { digits } from "./sample-output.js";

export interface SamplePage {
  readonly lines: readonly string[];
  /** Value of each series, by its text without the value. */
  readonly values: ReadonlyMap<string, number>;
}

/**
 * A metrics page in the shape of vLLM's: counters, gauges and histograms with their labels and comments.
 *
 * @param values what stands as the value of each series, in turn; more series than values take digits
 */
export function sampleMetricsPage(random: Random, values: readonly string[] = []): SamplePage {
  const lines: string[] = [];
  const series = new Map<string, number>();
  const add = (name: string): void => {
    const value = values[series.size] ?? `${digits(random, 5)}.${digits(random, 2)}`;
    series.set(name, Number(value));
    lines.push(`${name} ${value}`);
  };
  for (const [name, help] of COUNTERS) {
    lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} counter`);
    add(`${name}{engine="1",model_name="Qwen/Qwen3-32B"}`);
  }
  for (const name of HISTOGRAMS) {
    lines.push(`# HELP ${name} Histogram of ${name}.`, `# TYPE ${name} histogram`);
    for (const bound of ["1.5", "2.5", "5.5", "7.5", "15.5", "+Inf"]) {
      add(`${name}_bucket{engine="1",le="${bound}",model_name="Qwen/Qwen3-32B"}`);
    }
    add(`${name}_count{engine="1",model_name="Qwen/Qwen3-32B"}`);
    add(`${name}_sum{engine="1",model_name="Qwen/Qwen3-32B"}`);
  }
  return { lines, values: series };
}

const COUNTERS = [
  ["vllm:num_requests_running", "Number of requests in model execution batches."],
  ["vllm:num_requests_waiting", "Number of requests waiting to be processed."],
  ["vllm:prompt_tokens_total", "Number of prefill tokens processed."],
  ["vllm:generation_tokens_total", "Number of generation tokens processed."],
  ["vllm:num_preemptions_total", "Cumulative number of preemption from the engine."],
] as const;

const HISTOGRAMS = [
  "vllm:time_to_first_token_seconds",
  "vllm:inter_token_latency_seconds",
  "vllm:e2e_request_latency_seconds",
  "vllm:request_prompt_tokens",
];
