import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { engineCaveats } from "../../src/compare/engine-check.js";
import { serverTokens } from "../../src/compare/server-tokens.js";
import { parsePrometheusText } from "../../src/engine/prometheus-text.js";
import { ENGINE_COUNTERS, ENGINE_GAUGES } from "../../src/model/engine-series.js";
import { contentEventsOf } from "../../src/model/event-tokens.js";
import type { RunRecord } from "../../src/model/run-record.js";
import { NS_PER_SECOND } from "../../src/model/time.js";
import { readRawLogs } from "../../src/records/raw-log-reader.js";
import { readResults } from "../../src/records/results-reader.js";
import { exchange, openClient } from "../load/exchange-once.js";
import { fakeTelemetry, GPU_WATTS, NPU_WATTS } from "./engine/fake-telemetry.js";
import { isWorthKeeping, keepReference } from "./engine/keep-reference.js";
import { type PreparedVllm, prepareVllm } from "./engine/prepare-vllm.js";
import { metricSeconds } from "./engine/run-seconds.js";
import { nextBound, quantileBounds } from "./engine/server-histogram.js";
import { readServerMetrics, type ServerMetrics, serverMetricsGrowth } from "./engine/server-metrics.js";
import { type StartedVllm, startVllm } from "./engine/start-vllm.js";
import { type EndedRun, startTokwattRun, type TokwattRun } from "./engine/tokwatt-run.js";

let engine: PreparedVllm;
let server: StartedVllm | undefined;
let folder = "";

beforeAll(async () => {
  engine = await prepareVllm();
  if (!engine.available) return;
  folder = await mkdtemp(join(tmpdir(), "tokwatt-real-"));
  server = await startVllm(engine.environment);
});

afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(({ skip }) => {
  if (!engine.available) skip(engine.reason);
});

/** One `tokwatt run` against the server: how it ended, its records, and what the server counted meanwhile. */
interface Driven {
  readonly ended: EndedRun;
  /** The first of `records`; all suites but one have only one. */
  readonly record: RunRecord;
  readonly records: readonly RunRecord[];
  readonly resultsDir: string;
  readonly growth: ServerMetrics;
}

async function drive(
  suite: string,
  meanwhile: (run: TokwattRun) => Promise<void> = async () => {},
  environment: Readonly<Record<string, string>> = {},
): Promise<Driven> {
  if (!engine.available || server === undefined) throw new Error("there is no server");
  const resultsDir = await mkdtemp(join(folder, `${suite}-`));
  const before = await readServerMetrics(server.baseUrl);
  const run = startTokwattRun(suite, resultsDir, {
    ...engine.environment,
    ...environment,
    VLLM_URL: server.baseUrl,
  });
  await meanwhile(run);
  const ended = await run.ended;
  const growth = serverMetricsGrowth(before, await readServerMetrics(server.baseUrl));
  const { runs, ledgerFindings } = await readResults(resultsDir);
  expect(ledgerFindings).toEqual([]);
  const records = [...runs.values()];
  const [record] = records;
  if (record === undefined) throw new Error(`no record: ${ended.stderr}`);
  expect(records.flatMap(({ findings }) => findings.filter(({ severity }) => severity === "error"))).toEqual([]);
  return { ended, record, records, resultsDir, growth };
}

describe.each(["chat", "completions"])("%s with a real vLLM", (api) => {
  let driven: Driven;

  beforeAll(async () => {
    if (engine.available) driven = await drive(api);
  });

  test("every request of every phase succeeds, with just the tokens that were asked for", () => {
    const { ended, record } = driven;
    expect(ended.exitCode).toBe(0);
    expect(record.manifest).toMatchObject({
      state: "complete",
      adapter: { name: "gpu", provenance: "measured" },
      description: { serverVersion: "0.32.0", servedModels: "tiny", contextTokens: 1024 },
    });
    expect(record.findings).toEqual([]);
    expect(new Set(record.requests.map(({ status }) => status))).toEqual(new Set(["ok"]));
    expect(record.requests.map(({ phase }) => phase)).toEqual(expect.arrayContaining(["warm-up", "measure"]));
    for (const { outputTokens, requestedOutputTokens } of record.requests) {
      expect(outputTokens).toEqual({ count: requestedOutputTokens, from: "usage" });
    }
  });

  test("tokens are those that the server counted, and events with text are not", () => {
    const { requests, tokenEvents } = driven.record;
    const { growth } = driven;
    const outputTokens = sum(requests.map((request) => request.outputTokens.count));
    expect(outputTokens).toBe(growth.generationTokens);
    expect(sum(requests.map((request) => request.promptTokens.count))).toBe(growth.promptTokens);
    expect(growth.finishedRequests).toEqual({ stop: 0, length: requests.length, abort: 0, error: 0, repetition: 0 });
    expect(growth.interTokenLatency.count).toBe(outputTokens - requests.length);
    // About two tokens in seven are parts of characters: their events have no text.
    const events = sum(requests.map((request) => request.contentEvents));
    expect(events).toBe(sum(tokenEvents.map((all) => contentEventsOf(all).timesNs.length)));
    expect(events).toBeLessThan(outputTokens);
    expect(events).toBeGreaterThan(outputTokens / 2);
  });

  // Between a token's stamp in the server and its own the client can be late by as much as its own event loop was
  // seen to be late at worst, in sending and again in reading: on a busy machine that is much, on a quiet one little.
  const lagSeconds = () => (2 * (driven.record.manifest.client?.eventLoopDelay.maxMs ?? 0)) / 1000;

  test("the time to the first token is never below the server's, and above it by less than an answer takes", () => {
    const { record, growth } = driven;
    const { timeToFirstToken, interTokenLatency } = growth;
    expect(timeToFirstToken.count).toBe(record.requests.length);
    // The server's time lies within the client's, request by request: so do their means and medians.
    const serverMean = timeToFirstToken.sumSeconds / timeToFirstToken.count;
    expect(metricSeconds(record, "ttft-from-send.mean", "all")).toBeGreaterThanOrEqual(serverMean);
    const median = quantileBounds(timeToFirstToken, 0.5);
    expect(metricSeconds(record, "ttft-from-send.p50", "all")).toBeGreaterThanOrEqual(median.aboveSeconds);
    // Who read whole answers instead of streams would be above by the time that the server takes for the other tokens.
    const meanAnswer = interTokenLatency.sumSeconds / record.requests.length;
    const mean = metricSeconds(record, "ttft-from-send.mean", "measured");
    expect(mean).toBeLessThan(serverMean + meanAnswer + lagSeconds());
    const p50 = metricSeconds(record, "ttft-from-send.p50", "measured");
    expect(p50).toBeLessThan(nextBound(timeToFirstToken, 0.5) + lagSeconds());
  });

  test("the pace of the tokens is the server's", () => {
    const { record, growth } = driven;
    const { count, sumSeconds } = growth.interTokenLatency;
    const serverMean = sumSeconds / count;
    // A first or last token without text makes an answer look a little shorter. Lag at an end is spread over 15 gaps at least.
    const perTokenLag = lagSeconds() / 15;
    const perToken = metricSeconds(record, "tpot.mean", "measured");
    expect(perToken).toBeLessThan((4 / 3) * serverMean + perTokenLag);
    expect(perToken).toBeGreaterThan((3 / 4) * serverMean - perTokenLag);
    // A gap between two events with text holds at least one of the server's.
    expect(metricSeconds(record, "icl.p50", "measured")).toBeLessThan(
      nextBound(growth.interTokenLatency, 0.5) + lagSeconds(),
    );
    expect(sum(record.requests.map(({ contentEvents }) => Math.max(0, contentEvents - 1)))).toBeLessThan(count);
  });
});

describe("a real vLLM behind both adapters, each with the tool of its accelerators", () => {
  const METERS = [
    { adapter: "ascend", boundary: "package", kind: "npu", ids: ["npu-smi-0", "npu-smi-1"], watts: NPU_WATTS },
    { adapter: "gpu", boundary: "board", kind: "gpu", ids: ["nvidia-smi-0", "nvidia-smi-1"], watts: GPU_WATTS },
  ] as const;
  let driven: Driven;

  beforeAll(async () => {
    if (engine.available) driven = await drive("both-adapters", undefined, await fakeTelemetry(folder));
  });

  const recordOf = (adapter: string) => {
    const record = driven.records.find(({ manifest }) => manifest.adapter.name === adapter);
    if (record === undefined) throw new Error(`no record of ${adapter}: ${driven.ended.stderr}`);
    return record;
  };

  test.each(METERS)("$adapter: the engine's counters over the run are our tokens, to the token", ({ adapter }) => {
    const record = recordOf(adapter);
    expect(record.manifest).toMatchObject({ state: "complete", description: { serverVersion: "0.32.0" } });
    const { requests, engine: looks } = record;
    expect(looks.length).toBeGreaterThan(3);
    for (const [counter, kind] of [
      ["generationTokens", "outputTokens"],
      ["promptTokens", "promptTokens"],
    ] as const) {
      const ours = sum(requests.map((request) => request[kind].count));
      expect(serverTokens(record, counter)).toEqual({ counter, server: ours, low: ours, high: ours, relative: 0 });
    }
    const [first, last] = [looks[0]?.values, looks.at(-1)?.values];
    expect((last?.requestsFinished ?? 0) - (first?.requestsFinished ?? 0)).toBe(requests.length);
    expect(Object.keys(last ?? {}).sort()).toEqual([...ENGINE_GAUGES, ...ENGINE_COUNTERS].sort());
    expect(last).toMatchObject({ requestsRunning: 0, requestsWaiting: 0, preemptions: 0 });
    expect(last?.prefixCacheHits).toBeLessThan(last?.prefixCacheQueries ?? 0);
    expect(Math.max(...looks.map(({ values }) => values.requestsRunning ?? Number.NaN))).toBeGreaterThan(0);
    expect(Math.max(...looks.map(({ values }) => values.kvCacheUse ?? Number.NaN))).toBeLessThanOrEqual(1);
  });

  test.each(METERS)("$adapter: the traces have the tool's watts", ({ adapter, boundary, kind, ids, watts }) => {
    const { power, findings } = recordOf(adapter);
    expect(power.map(({ header }) => header.id)).toEqual(ids);
    for (const [index, { header, values }] of power.entries()) {
      expect(header).toMatchObject({ boundary, kind, quantity: "watts" });
      expect(values.length).toBeGreaterThan(3);
      expect(new Set(values)).toEqual(new Set([watts[index]]));
    }
    expect(findings.filter(({ severity }) => severity !== "note")).toEqual([]);
  });

  test("both together are what the server counted, and nobody else was there", () => {
    const { records, growth } = driven;
    expect(records).toHaveLength(2);
    const outputTokens = records.flatMap(({ requests }) => requests.map((request) => request.outputTokens.count));
    expect(sum(outputTokens)).toBe(growth.generationTokens);
    for (const record of records) {
      const system = record.manifest.plan.systems.find(({ id }) => id === record.manifest.trial.systemId);
      if (system === undefined) throw new Error("the plan has the system");
      const codes = engineCaveats({ system, records: [record] }).map(({ code }) => code);
      expect(codes).toContain("server-tokens-agree");
      // One server replays the same prompts for both: how many fill a block of its prefix cache is up to its pace.
      expect(["prefix-cache-hit-in-runs", "server-tokens-agree"]).toEqual(expect.arrayContaining(codes));
    }
  });

  test("the pages that were kept are read whole", async () => {
    for (const { manifest } of driven.records) {
      const { logs } = await readRawLogs(join(driven.resultsDir, manifest.runId));
      const pages = logs.find(({ header }) => header.format === "prometheus-text")?.entries ?? [];
      expect(pages).toHaveLength(2);
      for (const { text } of pages) expect(parsePrometheusText(text).unreadable).toBe(0);
    }
  });
});

test("prompts have just the tokens that were asked for, beside those of the chat template", async () => {
  const { ended, records } = await drive("exact-prompts");
  expect(ended.exitCode).toBe(0);
  const counts = records.map(({ manifest, requests, findings }) => {
    expect(findings).toEqual([]);
    return [manifest.trial.workloadId, new Set(requests.map(({ promptTokens }) => promptTokens.count))];
  });
  // The template adds <|begin|><|user|> and <|end|><|assistant|>.
  const expected = { "chat-exact-prompts": new Set([104]), "completions-exact-prompts": new Set([100]) };
  expect(Object.fromEntries(counts)).toEqual(expected);
});

describe("a model that a real vLLM does not have", () => {
  const words = "The model `no-such-model` does not exist. Valid aliases: tiny.";

  test("ends the run before it begins, in the engine's words, with the models that it has", async () => {
    const { ended, record, growth } = await drive("unknown-model");
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toContain(words);
    const data = { model: "no-such-model", served: "tiny", status: 404, words };
    expect(record.manifest).toMatchObject({ state: "failed", failure: { code: "model-not-served", data } });
    expect(record.requests).toEqual([]);
    expect(growth.generationTokens).toBe(0);
  });

  test("is refused request by request in the same words", async () => {
    const client = openClient(server?.baseUrl ?? "", { endpoint: { model: "no-such-model" } });
    const { outcome, events } = await exchange(client);
    expect(outcome.failure).toEqual({ kind: "http-status", httpStatus: 404, detail: words });
    expect(events).toEqual([]);
  });
});

test("a real vLLM that hangs in the middle of its streams is left after the time-out", async () => {
  const { baseUrl = "", groupId = Number.NaN } = server ?? {};
  const { ended, record } = await drive("hanging", async (run) => {
    await generated(baseUrl, 100, run.ended);
    process.kill(-groupId, "SIGSTOP");
    await run.ended;
    process.kill(-groupId, "SIGCONT");
  });
  expect(ended.exitCode).toBe(3);
  expect(record.manifest).toMatchObject({ state: "failed", failure: { code: "no-request-succeeded" } });
  expect(record.requests).toHaveLength(8);
  for (const { failure, endNs, lastTokenNs = Number.NaN } of record.requests) {
    expect(failure).toEqual({ kind: "time-out", detail: "6 s" });
    // It was silent for the last second of its patience, after it had said something.
    expect(endNs - lastTokenNs).toBeGreaterThan(NS_PER_SECOND);
  }
});

/** Resolves when the server has generated that many tokens more, or the run has ended before. */
async function generated(baseUrl: string, tokens: number, ended: Promise<unknown>): Promise<void> {
  const { generationTokens } = await readServerMetrics(baseUrl);
  const over = ended.then(() => true);
  while (!(await Promise.race([over, Promise.resolve(false)]))) {
    if ((await readServerMetrics(baseUrl)).generationTokens >= generationTokens + tokens) return;
  }
}

if (process.env["TOKWATT_KEEP_REFERENCE"] === "1") {
  test("a run whose client was not hindered is kept", async () => {
    for (;;) {
      const { record, resultsDir, growth } = await drive("reference");
      if (isWorthKeeping(record)) return keepReference(resultsDir, growth);
    }
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
