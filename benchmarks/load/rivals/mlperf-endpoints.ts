import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { ClientReport, Rival } from "./rival.js";

const PROMPTS = "prompts.jsonl";
/** Where it writes its summary, by its age. */
const RESULTS = ["performance/result_summary.json", "result_summary.json"];

/**
 * MLPerf Endpoints is in no package registry, only on GitHub. Command and output are taken from its documentation
 * (CLI_QUICK_REFERENCE, OUTPUT_STRUCTURE, metrics/report_design at 530620fb); unlike the others it was not run to write this.
 */
export const mlperfEndpoints: Rival = {
  name: "MLPerf Endpoints",
  module: "inference_endpoint",
  command: async (python, { baseUrl, model, streams, tokens }, directory) => {
    const file = join(directory, PROMPTS);
    const prompts = Array.from({ length: streams }, (_, index) =>
      JSON.stringify({ prompt: `${index} ${"word ".repeat(15)}` }),
    );
    await writeFile(file, prompts.map((line) => `${line}\n`).join(""));
    return {
      words: [
        join(dirname(python), "inference-endpoint"),
        ...["benchmark", "online", "--endpoints", baseUrl, "--model", model, "--dataset", file],
        ...["--load-pattern", "concurrency", "--concurrency", String(streams), "--num-samples", String(streams)],
        ...["--min-output-tokens", String(tokens), "--max-output-tokens", String(tokens), "--streaming", "on"],
        ...["--workers", "1", "--no-cpu-affinity", "--report-dir", directory],
      ],
    };
  },
  read: async (directory) => {
    for (const name of RESULTS) {
      const text = await readFile(join(directory, name), "utf8").catch(() => undefined);
      if (text !== undefined) return readMlperfEndpoints(text);
    }
    throw new Error(`none of ${RESULTS.join(", ")} was written`);
  },
};

const series = z.object({ percentiles: z.record(z.string(), z.number()) });

const result = z.object({ ttft: series, tpot: series, tps: z.number().nullish() });

/** @param text of its summary; its times are in nanoseconds. It times first and last chunks only, so its gaps are means. */
export function readMlperfEndpoints(text: string): ClientReport {
  const { ttft, tpot, tps } = result.parse(JSON.parse(text));
  return {
    ttftP50Ms: percentileMs(ttft.percentiles, 50),
    ttftP99Ms: percentileMs(ttft.percentiles, 99),
    gapP50Ms: percentileMs(tpot.percentiles, 50),
    gapP99Ms: percentileMs(tpot.percentiles, 99),
    gapsAre: "request means",
    tokensPerSecond: tps ?? Number.NaN,
  };
}

/** Percentiles are named by numbers as Python writes them: `99` or `99.0`. */
function percentileMs(percentiles: Readonly<Record<string, number>>, percent: number): number {
  const [, valueNs = Number.NaN] = Object.entries(percentiles).find(([name]) => Number(name) === percent) ?? [];
  return valueNs / 1e6;
}
