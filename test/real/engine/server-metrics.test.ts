import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { nextBound, quantileBounds } from "./server-histogram.js";
import { parseServerMetrics, readServerMetrics, serverMetricsGrowth } from "./server-metrics.js";

const FIXTURES = new URL("./fixtures/", import.meta.url);
const metricsText = await readFile(new URL("metrics.txt", FIXTURES), "utf8");

test("the recorded page of a real server is read", () => {
  const metrics = parseServerMetrics(metricsText);
  expect(metrics).toMatchObject({
    promptTokens: 54,
    generationTokens: 80,
    finishedRequests: { stop: 1, length: 5, abort: 0, error: 0, repetition: 0 },
  });
  expect(metrics.timeToFirstToken).toMatchObject({ count: 6, sumSeconds: 0.14254140853881836 });
  expect(metrics.timeToFirstToken.buckets[2]).toEqual({ upToSeconds: 0.01, cumulativeCount: 4 });
  expect(metrics.timeToFirstToken.buckets.at(-1)).toEqual({
    upToSeconds: Number.POSITIVE_INFINITY,
    cumulativeCount: 6,
  });
  expect(metrics.interTokenLatency.count).toBe(metrics.generationTokens - 6);
});

test("the page counts what the recorded streams say about themselves", async () => {
  const names = (await readdir(FIXTURES)).filter((name) => name.endsWith(".sse"));
  const streams = await Promise.all(names.map((name) => readFile(new URL(name, FIXTURES), "utf8")));
  const finalUsages = streams
    .map((stream) =>
      /"usage":\{"prompt_tokens":(\d+),"total_tokens":\d+,"completion_tokens":(\d+)\},"system/.exec(stream),
    )
    .filter((match) => match !== null);
  expect([names.length, finalUsages.length]).toEqual([6, 5]);
  const withoutUsage = { promptTokens: 12, generationTokens: 6 };
  const metrics = parseServerMetrics(metricsText);
  expect(sum(finalUsages.map((match) => Number(match[1]))) + withoutUsage.promptTokens).toBe(metrics.promptTokens);
  expect(sum(finalUsages.map((match) => Number(match[2]))) + withoutUsage.generationTokens).toBe(
    metrics.generationTokens,
  );
});

test("the growth between two readings is what happened between them", () => {
  const before = parseServerMetrics(metricsText);
  const after = parseServerMetrics(
    metricsText
      .replace(/(vllm:generation_tokens_total\S+) 80\.0/, "$1 100.0")
      .replace(/(finished_reason="stop"\S+) 1\.0/, "$1 3.0")
      .replaceAll(/(inter_token_latency_seconds_bucket\S+le="(?!0\.01")\S+) 74\.0/g, "$1 92.0")
      .replace(/(inter_token_latency_seconds_count\S+) 74\.0/, "$1 92.0"),
  );
  const growth = serverMetricsGrowth(before, after);
  expect(growth).toMatchObject({ promptTokens: 0, generationTokens: 20 });
  expect(growth.finishedRequests).toEqual({ stop: 2, length: 0, abort: 0, error: 0, repetition: 0 });
  expect(growth.timeToFirstToken).toMatchObject({ count: 0, sumSeconds: 0 });
  expect(growth.interTokenLatency.count).toBe(18);
  expect(growth.interTokenLatency.buckets.slice(0, 2)).toEqual([
    { upToSeconds: 0.01, cumulativeCount: 0 },
    { upToSeconds: 0.025, cumulativeCount: 18 },
  ]);
  expect(quantileBounds(growth.interTokenLatency, 0.5)).toEqual({ aboveSeconds: 0.01, upToSeconds: 0.025 });
  expect(() => quantileBounds(growth.timeToFirstToken, 0.5)).toThrow("empty");
});

test("several engines are added up", () => {
  const secondEngine = metricsText.replaceAll('engine="0"', 'engine="1"');
  const metrics = parseServerMetrics(`${metricsText}${secondEngine}`);
  expect(metrics).toMatchObject({
    promptTokens: 108,
    generationTokens: 160,
    finishedRequests: { stop: 2, length: 10 },
  });
  expect(metrics.timeToFirstToken.count).toBe(12);
  expect(metrics.timeToFirstToken.buckets[2]).toEqual({ upToSeconds: 0.01, cumulativeCount: 8 });
});

test("quantiles lie in the bucket where their rank falls", () => {
  const { timeToFirstToken } = parseServerMetrics(metricsText);
  expect(quantileBounds(timeToFirstToken, 0.5)).toEqual({ aboveSeconds: 0.005, upToSeconds: 0.01 });
  expect(quantileBounds(timeToFirstToken, 0.7)).toEqual({ aboveSeconds: 0.01, upToSeconds: 0.02 });
  expect(quantileBounds(timeToFirstToken, 1)).toEqual({ aboveSeconds: 0.1, upToSeconds: 0.25 });
  expect(nextBound(timeToFirstToken, 0.5)).toBe(0.02);
  expect(nextBound(timeToFirstToken, 1)).toBe(0.5);
});

test.each(["vllm:generation_tokens_total", "vllm:inter_token_latency_seconds"])(
  "a page without %s is refused",
  (name) => {
    expect(() => parseServerMetrics(metricsText.replaceAll(name, "other"))).toThrow(name);
  },
);

test("the page is fetched over HTTP, and another status is an error", async () => {
  let status = 200;
  const server = createServer((_, response) => response.writeHead(status).end(metricsText));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await readServerMetrics(baseUrl)).toEqual(parseServerMetrics(metricsText));
    status = 503;
    await expect(readServerMetrics(baseUrl)).rejects.toThrow("503");
  } finally {
    server.close();
  }
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
