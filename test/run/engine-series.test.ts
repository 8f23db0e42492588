import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { gpuBackend } from "../../src/backends/gpu/adapter.js";
import { mockBackend } from "../../src/backends/mock/adapter.js";
import { type MockOptionsInput, mockOptionsSchema } from "../../src/backends/mock/options.js";
import { serveMock } from "../../src/backends/mock/serve-mock.js";
import { engineCaveats } from "../../src/compare/engine-check.js";
import { serverTokens } from "../../src/compare/server-tokens.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import { runInProcess } from "../../src/load/workers/run-in-process.js";
import type { RunRecord } from "../../src/model/run-record.js";
import type { Lifecycle } from "../../src/model/system.js";
import { readRawLogs } from "../../src/records/raw-log-reader.js";
import { readResults } from "../../src/records/results-reader.js";
import { executeSuite } from "../../src/run/execute-suite.js";
import type { OpenableSystem } from "../../src/suite/read-system.js";
import { codes } from "../compare/results-fixtures.js";
import { makePlan, makeSystem, makeWorkload } from "../fixtures/records.js";
import { exchange, openClient } from "../load/exchange-once.js";

const workload = makeWorkload({
  arrival: { kind: "closed-loop", concurrency: 4 },
  outputTokens: { kind: "uniform", low: 5, high: 25 },
  phases: { warmUpSeconds: 0.2, measureSeconds: 1.5, coolDownSeconds: 0.2, drainSeconds: 1 },
});

const mockOptions = (changes: Partial<MockOptionsInput> = {}) =>
  mockOptionsSchema.parse({
    model: "tiny",
    slots: 2,
    ttft: { meanSeconds: 0.02 },
    itl: { meanSeconds: 0.005 },
    energy: { idleWatts: 100, joulesPerOutputToken: 0.1 },
    ...changes,
  });

let resultsDir: string;
beforeEach(async () => {
  resultsDir = await mkdtemp(path.join(os.tmpdir(), "tokwatt-engine-"));
});
afterEach(async () => {
  await rm(resultsDir, { recursive: true, force: true });
});

/** The only run of a suite with the system `a`. */
async function run(
  opened: Pick<OpenableSystem, "adapter" | "options">,
  { measured = workload, lifecycle = "restart" }: { measured?: typeof workload; lifecycle?: Lifecycle } = {},
  meanwhile: () => Promise<unknown> = async () => undefined,
): Promise<RunRecord> {
  const system = makeSystem("a", { adapter: opened.adapter.name, lifecycle });
  const plan = makePlan({ repeats: 1, workloads: [measured], systems: [system], comparisons: [] });
  const executed = executeSuite({
    suite: {
      plan,
      systems: new Map([["a", { powerSources: [], plugins: {}, variables: [], files: [], ...opened }]]),
      files: new Map(),
    },
    resultsDir,
    resume: false,
    observer: {
      started: () => undefined,
      trialStarted: () => undefined,
      trialEnded: () => undefined,
      log: () => undefined,
    },
    signal: new AbortController().signal,
    environment: {},
    createClock: createMonotonicClock,
    startLoad: runInProcess,
  });
  await Promise.all([executed, meanwhile()]);
  const { runs } = await readResults(resultsDir);
  const [record] = runs.values();
  if (record === undefined) throw new Error("no record");
  return record;
}

const caveats = (record: RunRecord) => engineCaveats({ system: makeSystem("a"), records: [record] });

describe("a run", () => {
  it("holds what its engine said, from before the first request to after the last, and its counts are ours", async () => {
    const record = await run({ adapter: mockBackend, options: mockOptions() });
    const { engine, requests, findings } = record;
    expect(findings).toEqual([]);
    // At the start, after a second or two, and at the end.
    expect(engine.length).toBeGreaterThanOrEqual(3);
    expect(engine[0]?.values).toEqual({
      requestsRunning: 0,
      requestsWaiting: 0,
      promptTokens: 0,
      generationTokens: 0,
      requestsFinished: 0,
    });
    expect(engine[1]?.values.requestsRunning).toBeGreaterThan(0);
    const total = (of: "promptTokens" | "outputTokens") =>
      requests.reduce((sum, request) => sum + request[of].count, 0);
    expect(engine.at(-1)?.values).toEqual({
      requestsRunning: 0,
      requestsWaiting: 0,
      promptTokens: total("promptTokens"),
      generationTokens: total("outputTokens"),
      requestsFinished: requests.length,
    });
    const checked = {
      server: total("outputTokens"),
      low: total("outputTokens"),
      high: total("outputTokens"),
      relative: 0,
    };
    expect(serverTokens(record, "generationTokens")).toEqual({ counter: "generationTokens", ...checked });
    expect(caveats(record)).toMatchObject([{ code: "server-tokens-agree", data: { runs: 1, of: 1, relative: 0 } }]);
  });

  it("keeps the first and the last page as raw output", async () => {
    const { manifest, engine } = await run({ adapter: mockBackend, options: mockOptions() });
    const { logs } = await readRawLogs(path.join(resultsDir, manifest.runId));
    expect(logs.map(({ header }) => header)).toEqual([
      {
        id: "engine-metrics",
        format: "prometheus-text",
        framing: "outputs",
        origin: [expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/)],
        shard: "client",
      },
    ]);
    const [first, last] = logs[0]?.entries ?? [];
    expect([first?.atNs, last?.atNs]).toEqual([engine[0]?.atNs, engine.at(-1)?.atNs]);
    expect(last?.text).toContain(
      `vllm:generation_tokens_total{engine="0",model_name="tiny"} ${engine.at(-1)?.values.generationTokens}\n`,
    );
  });

  it("whose last requests are cut agrees within what they may have had", async () => {
    const cut = makeWorkload({
      ...workload,
      outputTokens: { kind: "fixed", value: 40 },
      phases: { ...workload.phases, drainSeconds: 0 },
    });
    const record = await run({ adapter: mockBackend, options: mockOptions({ slots: 4 }) }, { measured: cut });
    expect(record.requests.filter(({ status }) => status === "cut").length).toBeGreaterThan(0);
    const { server = 0, low = 0, high = 0 } = serverTokens(record, "generationTokens") ?? {};
    expect(server).toBeGreaterThanOrEqual(low);
    expect(server).toBeLessThanOrEqual(high);
    expect(high).toBeGreaterThan(low);
    expect(codes(caveats(record))).toEqual(["server-tokens-agree"]);
  });
});

describe("a server that somebody else uses at the same time", () => {
  it("is found out by its own token counters", async () => {
    const server = await serveMock(mockOptions({ slots: 8 }), { clock: createMonotonicClock() });
    onTestFinished(() => server.close());
    const options = gpuBackend.optionsSchema.parse({ baseUrl: server.baseUrl, model: "tiny" });
    const other = openClient(server.baseUrl);
    const isBusy = () => server.engine.load().runningRequests > 0;
    const record = await run({ adapter: gpuBackend, options }, { lifecycle: "attached" }, async () => {
      while (!isBusy()) await new Promise((resolve) => setImmediate(resolve));
      for (let sent = 0; sent < 10; sent += 1) await exchange(other);
    });
    expect(serverTokens(record, "generationTokens")).toMatchObject({
      server: 10 * 12 + record.requests.reduce((sum, request) => sum + request.outputTokens.count, 0),
    });
    expect(codes(caveats(record))).toEqual(["server-tokens-differ-in-runs"]);
  });
});

describe("a server without metrics", () => {
  it("is measured all the same, with a note", async () => {
    const server = await serveMock(mockOptions(), { clock: createMonotonicClock() });
    onTestFinished(() => server.close());
    const metrics = { path: "/nowhere" };
    const options = gpuBackend.optionsSchema.parse({ baseUrl: server.baseUrl, model: "tiny", metrics });
    const record = await run({ adapter: gpuBackend, options }, { lifecycle: "attached" });
    expect(record.manifest.state).toBe("complete");
    expect(record.engine).toEqual([]);
    expect(record.findings).toContainEqual({
      code: "engine-metrics-absent",
      severity: "note",
      data: { url: `${server.baseUrl}/nowhere`, status: 404 },
    });
    expect(caveats(record)).toEqual([]);
  });
});
