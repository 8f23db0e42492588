import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { ClientReport, Rival, RivalCase } from "./rival.js";

const CONFIGURATION = "configuration.json";
const RESULT = "summary_lifecycle_metrics.json";

export const inferencePerf: Rival = {
  name: "inference-perf",
  module: "inference_perf",
  command: async (python, task, directory) => {
    // JSON is YAML, which it reads.
    const file = join(directory, CONFIGURATION);
    await writeFile(file, JSON.stringify(configuration(task, directory)));
    return {
      words: [join(dirname(python), "inference-perf"), "--config_file", file],
      environment: { HF_HUB_OFFLINE: "1" },
    };
  },
  read: async (directory) => readInferencePerf(await readFile(join(directory, RESULT), "utf8")),
};

function configuration({ baseUrl, model, streams, tokens, tokenizer }: RivalCase, directory: string): unknown {
  const fixed = (value: number) => ({ min: value, max: value, mean: value, std_dev: 0, total_count: streams });
  return {
    load: {
      type: "concurrent",
      stages: [{ num_requests: streams, concurrency_level: streams }],
      num_workers: 1,
      worker_max_concurrency: streams,
    },
    // Its random prompts are for plain completions only.
    api: { type: "completion", streaming: true },
    server: { type: "vllm", model_name: model, base_url: baseUrl, ignore_eos: true },
    tokenizer: { pretrained_model_name_or_path: tokenizer },
    data: { type: "random", input_distribution: fixed(16), output_distribution: fixed(tokens) },
    report: { request_lifecycle: { summary: true, per_stage: false, per_request: false } },
    storage: { local_storage: { path: directory } },
  };
}

const distribution = z.object({ median: z.number(), p99: z.number() });

const result = z.object({
  successes: z.object({
    latency: z.object({ time_to_first_token: distribution, inter_token_latency: distribution }),
    throughput: z.object({ output_tokens_per_sec: z.number() }),
  }),
});

/** @param text of its summary; its times are in seconds */
export function readInferencePerf(text: string): ClientReport {
  const { latency, throughput } = result.parse(JSON.parse(text)).successes;
  return {
    ttftP50Ms: latency.time_to_first_token.median * 1e3,
    ttftP99Ms: latency.time_to_first_token.p99 * 1e3,
    gapP50Ms: latency.inter_token_latency.median * 1e3,
    gapP99Ms: latency.inter_token_latency.p99 * 1e3,
    gapsAre: "gaps",
    tokensPerSecond: throughput.output_tokens_per_sec,
  };
}
