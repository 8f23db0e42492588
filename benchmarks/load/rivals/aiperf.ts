import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { ClientReport, Rival } from "./rival.js";

const RESULT = "profile_export_aiperf.json";

export const aiperf: Rival = {
  name: "AIPerf",
  module: "aiperf",
  command: async (python, { baseUrl, model, streams, tokens, tokenizer }, directory) => ({
    words: [
      join(dirname(python), "aiperf"),
      "profile",
      ...["--model", model, "--endpoint-type", "chat", "--streaming", "--url", baseUrl, "--tokenizer", tokenizer],
      ...["--concurrency", String(streams), "--request-count", String(streams), "--isl", "16", "--osl", String(tokens)],
      ...["--extra-inputs", "ignore_eos:true", "--use-legacy-max-tokens", "--use-server-token-count"],
      ...["--random-seed", "1", "--artifact-dir", directory, "--ui", "none"],
    ],
  }),
  read: async (directory) => readAiperf(await readFile(join(directory, RESULT), "utf8")),
};

const distribution = z.object({ p50: z.number(), p99: z.number() });

const result = z.object({
  time_to_first_token: distribution,
  inter_chunk_latency: distribution,
  output_token_throughput: z.object({ avg: z.number() }),
});

/** @param text of its JSON export. Its table prints the percentiles of requests' means; those of gaps are in the export. */
export function readAiperf(text: string): ClientReport {
  const {
    time_to_first_token: ttft,
    inter_chunk_latency: gap,
    output_token_throughput,
  } = result.parse(JSON.parse(text));
  return {
    ttftP50Ms: ttft.p50,
    ttftP99Ms: ttft.p99,
    gapP50Ms: gap.p50,
    gapP99Ms: gap.p99,
    gapsAre: "gaps",
    tokensPerSecond: output_token_throughput.avg,
  };
}
