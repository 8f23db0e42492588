import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { type EngineValues, readEnginePage } from "../../src/engine/engine-values.js";

const fixture = (name: string) => readFile(new URL(`fixtures/${name}`, import.meta.url), "utf8");

const PAGES: readonly (readonly [string, EngineValues])[] = [
  [
    "vllm-0.32.0.txt",
    {
      requestsRunning: 0,
      requestsWaiting: 0,
      kvCacheUse: 0,
      promptTokens: 6705,
      generationTokens: 3139,
      preemptions: 0,
      prefixCacheQueries: 6705,
      prefixCacheHits: 0,
      requestsFinished: 91,
    },
  ],
  [
    "mindie-1.0.txt",
    {
      requestsRunning: 0,
      requestsWaiting: 0,
      kvCacheUse: 1,
      promptTokens: 9564,
      generationTokens: 84425,
      preemptions: 637,
      requestsFinished: 2267,
    },
  ],
  [
    "sglang-0.5.txt",
    {
      requestsRunning: 162,
      requestsWaiting: 2826,
      kvCacheUse: 0.28,
      promptTokens: 8128902,
      generationTokens: 7557672,
      prefixCacheQueries: 8128902,
      prefixCacheHits: 408,
      requestsFinished: 11008,
    },
  ],
  [
    "trtllm-serve.txt",
    {
      requestsRunning: 5,
      requestsWaiting: 1,
      kvCacheUse: 0.125,
      promptTokens: 700,
      generationTokens: 896,
      prefixCacheQueries: 20,
      prefixCacheHits: 2,
      requestsFinished: 7,
    },
  ],
  ["triton-trtllm.txt", { requestsRunning: 3, requestsWaiting: 1, kvCacheUse: 0.4875 }],
];

test.each(PAGES)("%s is read under our names, and what it does not have is absent", async (file, values) => {
  expect(readEnginePage(await fixture(file))).toEqual({ values, understood: true });
});

describe("old names of vLLM", () => {
  test("are read", () => {
    const page = [
      'vllm:gpu_cache_usage_perc{model_name="m"} 0.25',
      'vllm:gpu_prefix_cache_queries_total{model_name="m"} 64',
      'vllm:gpu_prefix_cache_hits_total{model_name="m"} 16',
    ];
    expect(readEnginePage(page.join("\n")).values).toEqual({
      kvCacheUse: 0.25,
      prefixCacheQueries: 64,
      prefixCacheHits: 16,
    });
  });

  test("stand back where a version shows the new ones too", () => {
    const page = 'vllm:gpu_cache_usage_perc{engine="0"} 0.25\nvllm:kv_cache_usage_perc{engine="0"} 0.5\n';
    expect(readEnginePage(page).values).toEqual({ kvCacheUse: 0.5 });
  });
});

describe("several series of one metric", () => {
  test("of several engines are added up, and their caches averaged", () => {
    const page = [
      'vllm:num_requests_running{engine="0"} 3',
      'vllm:num_requests_running{engine="1"} 4',
      'vllm:kv_cache_usage_perc{engine="0"} 0.2',
      'vllm:kv_cache_usage_perc{engine="1"} 0.6',
      'vllm:request_success_total{engine="0",finished_reason="stop"} 1',
      'vllm:request_success_total{engine="0",finished_reason="length"} 2',
    ];
    expect(readEnginePage(page.join("\n")).values).toEqual({
      requestsRunning: 7,
      kvCacheUse: 0.4,
      requestsFinished: 3,
    });
  });

  test("of ranks that share every request count once, those of data-parallel ranks each", () => {
    const page = [0, 1].flatMap((dp) =>
      [0, 1, 2].map((tp) => `sglang:num_running_reqs{dp_rank="${dp}",tp_rank="${tp}"} ${5 + dp}`),
    );
    expect(readEnginePage(page.join("\n")).values).toEqual({ requestsRunning: 11 });
  });
});

test("a value that cannot be is absent: no number, below 0, a cache that is more than full", () => {
  const page = [
    "vllm:num_requests_running NaN",
    "vllm:num_requests_waiting -1",
    "vllm:kv_cache_usage_perc 30",
    "vllm:prompt_tokens_total +Inf",
    "vllm:generation_tokens_total 5",
  ];
  expect(readEnginePage(page.join("\n"))).toEqual({ values: { generationTokens: 5 }, understood: true });
});

test.each([
  ["an empty page", "", true],
  ["a page of other things", "# TYPE up gauge\nup 1\n", true],
  ["the JSON of trtllm-serve", '[{"iter": 1}]', false],
  ["a page for people", "<!doctype html>\n<p>Not here</p>\n", false],
])("%s has no values", (_, text, understood) => {
  expect(readEnginePage(text)).toEqual({ values: {}, understood });
});
