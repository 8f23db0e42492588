import { describe, expect, test } from "vitest";
import { METRICS } from "../../../src/metrics/all.js";
import { DEFINITION_SETS } from "../../../src/metrics/definitions/all.js";
import { DEFINITION_NAMES } from "../../../src/model/definition-stamp.js";
import { every, read, viewOf } from "./definition-fixtures.js";

describe("the worked example: TTFT 1,000 ms, 512 tokens, 20 ms between tokens", () => {
  const view = viewOf([{ sent: 0, chunks: every(1, 0.02, 512), tokens: 512 }]);

  test.each([
    ["vllm", "tpot.p50", 20],
    ["vllm", "itl.p50", 20],
    ["vllm", "ttft.p50", 1000],
    ["vllm", "e2el.p50", 11_220],
    // (1,000 + 511 * 20) / 512
    ["guidellm", "tpot.p50", 21.914063],
    ["guidellm", "itl.p50", 20],
    ["aiperf", "itl.p50", 20],
    ["aiperf", "icl.p50", 20],
    ["mlperf", "tpot.p50", 20],
  ] as const)("%s says of %s: %f ms", (tool, id, expected) => {
    expect(read(tool, id, view)).toBe(expected);
  });

  test("with a TTFT of 10 s GuideLLM says 39.5 ms where vLLM says 20", () => {
    const slow = viewOf([{ sent: 0, chunks: every(10, 0.02, 512), tokens: 512 }]);
    expect(read("guidellm", "tpot.p50", slow)).toBeCloseTo(39.5, 1);
    expect(read("vllm", "tpot.p50", slow)).toBe(20);
  });
});

test("of a speculative server with 3 tokens a chunk vLLM's and AIPerf's gaps are those of chunks, their means those of tokens", () => {
  const view = viewOf([{ sent: 0, chunks: every(1, 0.06, 100), tokens: 300 }]);
  expect(read("vllm", "itl.p50", view)).toBe(60);
  expect(read("aiperf", "icl.p50", view)).toBe(60);
  // 99 gaps of 60 ms over 299 tokens
  expect(read("vllm", "tpot.p50", view)).toBeCloseTo((99 * 60) / 299, 6);
  expect(read("aiperf", "itl.p50", view)).toBeCloseTo((99 * 60) / 299, 6);
  expect(read("guidellm", "itl.p50", view)).toBeCloseTo((99 * 60) / 299, 6);
});

describe("a chat stream with the role alone in its first chunk and a finish reason alone in its last", () => {
  const view = viewOf([{ sent: 0, chunks: [{ empty: 0.1 }, 0.5, 0.6, 0.7, { empty: 0.75 }], end: 0.8, tokens: 3 }]);

  test("vLLM takes the role for the first token and the finish reason for the end", () => {
    expect(read("vllm", "ttft.mean", view)).toBe(100);
    expect(read("vllm", "e2el.mean", view)).toBe(750);
    expect(read("vllm", "tpot.mean", view)).toBe(325);
    // 400, 100, 100 and 50 ms
    expect(read("vllm", "itl.mean", view)).toBe(162.5);
    expect(read("vllm", "itl.p50", view)).toBe(100);
  });

  test("AIPerf and GuideLLM take neither", () => {
    expect(read("aiperf", "ttft.mean", view)).toBe(500);
    expect(read("aiperf", "request-latency.mean", view)).toBe(700);
    expect(read("aiperf", "itl.mean", view)).toBe(100);
    expect(read("aiperf", "icl.mean", view)).toBe(100);
    expect(read("guidellm", "ttft.mean", view)).toBe(500);
    expect(read("guidellm", "tpot.mean", view)).toBeCloseTo(700 / 3, 6);
    expect(read("guidellm", "request-latency.mean", view)).toBe(800);
  });

  test("MLPerf ends with the response", () => {
    expect(read("mlperf", "ttft.mean", view)).toBe(500);
    expect(read("mlperf", "latency.mean", view)).toBe(800);
    expect(read("mlperf", "tpot.mean", view)).toBe(150);
  });
});

test("only MLPerf counts from when a request was due", () => {
  const view = viewOf([{ scheduled: 0, sent: 2, chunks: [3, 4], tokens: 2 }]);
  expect(read("mlperf", "ttft.p50", view)).toBe(3000);
  expect(read("mlperf", "latency.p50", view)).toBe(4000);
  for (const tool of ["vllm", "guidellm", "aiperf"] as const) expect(read(tool, "ttft.p50", view)).toBe(1000);
});

describe("several requests", () => {
  // Means of 10, 20 and 90 ms a token, of 11, 5 and 2 tokens.
  const view = viewOf([
    { sent: 0, chunks: every(1, 0.01, 11), tokens: 11 },
    { sent: 0, chunks: every(1, 0.02, 5), tokens: 5 },
    { sent: 0, chunks: every(1, 0.09, 2), tokens: 2 },
  ]);

  test("count alike with vLLM and AIPerf, by their tokens with GuideLLM", () => {
    expect(read("vllm", "tpot.mean", view)).toBe(40);
    expect(read("aiperf", "itl.mean", view)).toBe(40);
    // (10 * 10 + 4 * 20 + 1 * 90) / 15
    expect(read("guidellm", "itl.mean", view)).toBe(18);
    expect(read("guidellm", "itl.p50", view)).toBe(10);
    expect(read("vllm", "tpot.p50", view)).toBe(20);
  });

  test("have quantiles by each tool's own rule", () => {
    expect(read("vllm", "tpot.p99", view)).toBe(88.6);
    expect(read("guidellm", "itl.p99", view)).toBe(90);
    // Index floor(3 * 0.5) of the sorted latencies.
    expect(read("mlperf", "tpot.p50", view)).toBe(20);
    expect(read("mlperf", "tpot.p99", view)).toBe(90);
  });

  test("make vLLM's throughput, from the first sending to the last end", () => {
    expect(read("vllm", "request-throughput", view)).toBeCloseTo(3 / 1.1, 6);
    expect(read("vllm", "output-throughput", view)).toBeCloseTo(18 / 1.1, 6);
    expect(read("vllm", "total-throughput", view)).toBeCloseTo(48 / 1.1, 6);
  });
});

test("requests that failed, were cut or belong to another phase are no other tool's", () => {
  const good = { sent: 0, chunks: [1, 2], tokens: 2 };
  const bad = { sent: 0, chunks: [5, 9], tokens: 2 };
  const view = viewOf([
    good,
    { ...bad, changes: { status: "failed", failure: { kind: "broken-stream", detail: "" } } },
    { ...bad, changes: { status: "cut" } },
    { ...bad, changes: { phase: "warm-up" } },
  ]);
  for (const tool of DEFINITION_NAMES) expect(read(tool, "ttft.mean", view)).toBe(1000);
});

test("a latency that no request has is absent, never 0", () => {
  const oneToken = viewOf([{ sent: 0, chunks: [1], tokens: 1 }]);
  expect(read("vllm", "tpot.mean", oneToken)).toBeUndefined();
  expect(read("vllm", "itl.p99", oneToken)).toBeUndefined();
  expect(read("guidellm", "itl.mean", oneToken)).toBeUndefined();
  expect(read("guidellm", "tpot.mean", oneToken)).toBe(1000);
  const uncounted = viewOf([
    { sent: 0, chunks: [1, 2], tokens: 0, changes: { outputTokens: { count: 0, from: "none" } } },
  ]);
  expect(read("vllm", "tpot.mean", uncounted)).toBeUndefined();
  expect(read("vllm", "output-throughput", uncounted)).toBeUndefined();
  expect(read("guidellm", "tpot.mean", uncounted)).toBeUndefined();
});

test("no id of another tool's definition is one of ours, and every one names its tool and version", () => {
  const ours = new Set(METRICS.map(({ id }) => id));
  for (const set of Object.values(DEFINITION_SETS)) {
    const ids = set.metrics.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => ours.has(id) || !id.startsWith(`${set.name}.`))).toEqual([]);
    for (const { source, title } of set.metrics) {
      expect(source).toMatch(/\d/);
      expect(title.en.split(" ")[0]).toBe(set.title.en.split(" ")[0]);
    }
  }
});
