import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { ClientReport, Rival } from "./rival.js";

const RESULT = "result.json";

/** Builds for processors have another package name, at which the `vllm` command stumbles; the benchmark itself does not. */
const PROGRAM = `import argparse
from vllm.benchmarks.serve import add_cli_args, main
parser = argparse.ArgumentParser()
add_cli_args(parser)
main(parser.parse_args())`;

export const vllm: Rival = {
  name: "vLLM bench serve",
  module: "vllm",
  command: async (python, { baseUrl, model, streams, tokens, tokenizer }, directory) => ({
    words: [
      python,
      "-c",
      PROGRAM,
      ...["--backend", "openai-chat", "--endpoint", "/v1/chat/completions", "--base-url", baseUrl],
      ...["--model", model, "--tokenizer", tokenizer, "--dataset-name", "random", "--random-input-len", "16"],
      ...["--random-output-len", String(tokens), "--ignore-eos", "--num-prompts", String(streams)],
      ...[
        "--max-concurrency",
        String(streams),
        "--percentile-metrics",
        "ttft,tpot,itl",
        "--metric-percentiles",
        "50,99",
      ],
      ...["--save-result", "--result-dir", directory, "--result-filename", RESULT, "--disable-tqdm"],
    ],
    environment: { HF_HUB_OFFLINE: "1", VLLM_LOGGING_LEVEL: "ERROR" },
  }),
  read: async (directory) => readVllm(await readFile(join(directory, RESULT), "utf8")),
};

const result = z.object({
  p50_ttft_ms: z.number(),
  p99_ttft_ms: z.number(),
  p50_itl_ms: z.number(),
  p99_itl_ms: z.number(),
  output_throughput: z.number(),
});

/** @param text of the file that `--save-result` writes */
export function readVllm(text: string): ClientReport {
  const read = result.parse(JSON.parse(text));
  return {
    ttftP50Ms: read.p50_ttft_ms,
    ttftP99Ms: read.p99_ttft_ms,
    gapP50Ms: read.p50_itl_ms,
    gapP99Ms: read.p99_itl_ms,
    gapsAre: "gaps",
    tokensPerSecond: read.output_throughput,
  };
}
