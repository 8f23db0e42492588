import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { ClientReport, Rival } from "./rival.js";

const RESULT = "result.json";

export const guidellm: Rival = {
  name: "GuideLLM",
  module: "guidellm",
  command: async (python, { baseUrl, model, streams, tokens, tokenizer }, directory) => ({
    words: [
      join(dirname(python), "guidellm"),
      "run",
      ...["--backend", `kind=openai_http,target=${baseUrl},model=${model}`],
      ...["--profile", `kind=concurrent,streams=${streams}`, "--constraint", `kind=max_requests,count=${streams}`],
      ...["--tokenizer", `kind=huggingface_auto,model=${tokenizer}`],
      ...["--data", `kind=synthetic_text,prompt_tokens=16,output_tokens=${tokens}`],
      ...["--output", `kind=json,path=${join(directory, RESULT)}`, "--disable-console"],
    ],
    environment: { HF_HUB_OFFLINE: "1" },
  }),
  read: async (directory) => readGuidellm(await readFile(join(directory, RESULT), "utf8")),
};

const distribution = z.object({
  successful: z.object({ mean: z.number(), percentiles: z.object({ p50: z.number(), p99: z.number() }) }),
});

const result = z.object({
  benchmarks: z.tuple([
    z.object({
      metrics: z.object({
        time_to_first_token_ms: distribution,
        inter_token_latency_ms: distribution,
        output_tokens_per_second: distribution,
      }),
    }),
  ]),
});

/** @param text of its JSON output. Its inter-token latency is the mean of each request, counted once a token. */
export function readGuidellm(text: string): ClientReport {
  const [{ metrics }] = result.parse(JSON.parse(text)).benchmarks;
  const ttft = metrics.time_to_first_token_ms.successful.percentiles;
  const gap = metrics.inter_token_latency_ms.successful.percentiles;
  return {
    ttftP50Ms: ttft.p50,
    ttftP99Ms: ttft.p99,
    gapP50Ms: gap.p50,
    gapP99Ms: gap.p99,
    gapsAre: "request means",
    tokensPerSecond: metrics.output_tokens_per_second.successful.mean,
  };
}
