import { setTimeout } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { gpuBackend } from "../../src/backends/gpu/adapter.js";
import { mockBackend } from "../../src/backends/mock/adapter.js";
import { type MockOptionsInput, mockOptionsSchema } from "../../src/backends/mock/options.js";
import { serveMock } from "../../src/backends/mock/serve-mock.js";
import { engineCaveats } from "../../src/compare/engine-check.js";
import { judgeResults } from "../../src/compare/judge-results.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import { runInProcess } from "../../src/load/workers/run-in-process.js";
import type { Lifecycle } from "../../src/model/system.js";
import { readRawLogs } from "../../src/records/raw-log-reader.js";
import { readResults } from "../../src/records/results-reader.js";
import { executeSuite } from "../../src/run/execute-suite.js";
import type { OpenableSystem } from "../../src/suite/read-system.js";
import { codes } from "../compare/results-fixtures.js";
import { makePlan, makeSystem, makeWorkload, PATIENT_LIMITS } from "../fixtures/records.js";
import { temporaryFolder } from "../records/temporary-folder.js";

const workload = makeWorkload({
  arrival: { kind: "closed-loop", concurrency: 6 },
  outputTokens: { kind: "fixed", value: 10 },
  phases: { warmUpSeconds: 0.1, measureSeconds: 1, coolDownSeconds: 0.1, drainSeconds: 1 },
});

const mock = (changes: Partial<MockOptionsInput> = {}) =>
  mockOptionsSchema.parse({
    model: "tiny",
    ttft: { meanSeconds: 0.02 },
    itl: { meanSeconds: 0.005 },
    energy: { idleWatts: 100, joulesPerOutputToken: 0.1 },
    ...changes,
  });

/** The only run of a suite with the system `a`, and what is judged of it. */
async function run(
  opened: Pick<OpenableSystem, "adapter" | "options">,
  lifecycle: Lifecycle = "restart",
  meanwhile: () => Promise<unknown> = async () => undefined,
) {
  const resultsDir = await temporaryFolder();
  const system = makeSystem("a", { adapter: opened.adapter.name, lifecycle });
  const plan = makePlan({
    ...{ repeats: 1, workloads: [workload], systems: [system], comparisons: [] },
    limits: PATIENT_LIMITS,
  });
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
  const results = await readResults(resultsDir);
  const [record] = results.runs.values();
  if (record === undefined) throw new Error("no record");
  const [summary] = judgeResults(results).summaries;
  return { record, summary, directory: `${resultsDir}/${record.manifest.runId}` };
}

describe("a run on a mock of three endpoints", () => {
  it("gives each its requests in turn, names them, and holds their counters against ours as one system", async () => {
    const { record, summary, directory } = await run({ adapter: mockBackend, options: mock({ endpoints: 3 }) });
    const { manifest, requests, engine } = record;
    expect(manifest.state).toBe("complete");
    expect(manifest.endpoints).toEqual(["endpoint-1", "endpoint-2", "endpoint-3"]);
    expect(manifest.description).toMatchObject({ endpoints: 3, balance: "round-robin" });
    expect(requests.length).toBeGreaterThan(10);
    expect(requests.every(({ index, endpoint, status }) => endpoint === index % 3 && status === "ok")).toBe(true);
    expect(new Set(engine.map(({ endpoint }) => endpoint))).toEqual(new Set([0, 1, 2]));
    expect((await readRawLogs(directory)).logs.map(({ header }) => header.id).sort()).toEqual([
      "engine-metrics-1",
      "engine-metrics-2",
      "engine-metrics-3",
    ]);
    expect(codes(engineCaveats({ system: makeSystem("a"), records: [record] }))).toEqual(["server-tokens-agree"]);

    const [endpoints] = summary?.endpoints ?? [];
    expect(endpoints?.endpoints.map(({ name }) => name)).toEqual(manifest.endpoints);
    const measured = requests.filter(({ phase }) => phase === "measure");
    expect(endpoints?.whole.requests?.mean).toBe(measured.length);
    const each = endpoints?.endpoints.map(({ figures }) => figures.outputTokensPerSecond?.mean ?? 0) ?? [];
    const total = each.reduce((sum, one) => sum + one, 0);
    expect(endpoints?.whole.outputTokensPerSecond?.mean).toBeCloseTo(total, 6);
  });

  it("on one endpoint looks as it always did", async () => {
    const { record, summary } = await run({ adapter: mockBackend, options: mock() });
    expect(record.manifest.endpoints).toBeUndefined();
    expect(record.manifest.description).not.toHaveProperty("endpoints");
    expect(record.requests.every(({ endpoint }) => endpoint === undefined)).toBe(true);
    expect(record.engine.every(({ endpoint }) => endpoint === undefined)).toBe(true);
    expect(summary?.endpoints).toBeUndefined();
  });
});

describe("a run on several servers that somebody else runs", () => {
  async function serve() {
    const server = await serveMock(mock(), { clock: createMonotonicClock() });
    let isOpen = true;
    const close = async (): Promise<void> => {
      if (isOpen) await server.close();
      isOpen = false;
    };
    onTestFinished(close);
    return { ...server, close };
  }

  it("shows which of them died in the middle, by its name", async () => {
    const [first, second] = [await serve(), await serve()];
    const endpoints = [
      { name: "rack-a", baseUrl: first.baseUrl },
      { name: "rack-b", baseUrl: second.baseUrl },
    ];
    const options = gpuBackend.optionsSchema.parse({ model: "tiny", endpoints });
    const { record, summary } = await run({ adapter: gpuBackend, options }, "attached", async () => {
      while (second.engine.load().finishedRequests < 5) await setTimeout(5);
      await second.close();
    });
    expect(record.manifest).toMatchObject({ state: "complete", endpoints: ["rack-a", "rack-b"] });
    const failed = record.requests.filter(({ status }) => status === "failed");
    expect(failed.length).toBeGreaterThan(0);
    // Those that never got a connection too.
    expect(new Set(failed.map(({ endpoint }) => endpoint))).toEqual(new Set([1]));
    expect(failed.some(({ failure }) => failure?.kind === "connect")).toBe(true);

    // Whether or not the run is used in spite of it.
    const told = summary?.runs[0]?.findings.filter(({ code }) => code === "endpoint-failing");
    expect(told).toMatchObject([{ data: { endpoint: "rack-b" } }]);
    expect(codes(record.findings)).toContain("engine-metrics-failed");
    // One server stopped counting: what the other says alone is held against nothing.
    expect(codes(summary?.caveats ?? [])).not.toContain("server-tokens-agree");
  });
});
