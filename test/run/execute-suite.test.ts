import { mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { gpuBackend } from "../../src/backends/gpu/adapter.js";
import { mockBackend } from "../../src/backends/mock/adapter.js";
import { mockOptionsSchema } from "../../src/backends/mock/options.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import { runInProcess } from "../../src/load/workers/run-in-process.js";
import { InputError } from "../../src/model/errors.js";
import type { ExecutionObserver } from "../../src/model/execution.js";
import type { Plan } from "../../src/model/plan.js";
import { readResults } from "../../src/records/results-reader.js";
import { executeSuite } from "../../src/run/execute-suite.js";
import type { OpenableSystem } from "../../src/suite/read-system.js";
import { lampMeter } from "../examples/lamp-meter.js";
import { makePlan, makeSystem, makeWorkload } from "../fixtures/records.js";

const quiet: ExecutionObserver = {
  started: () => undefined,
  trialStarted: () => undefined,
  trialEnded: () => undefined,
  log: () => undefined,
};

const mockOptions = mockOptionsSchema.parse({
  model: "m",
  ttft: { meanSeconds: 0.02 },
  itl: { meanSeconds: 0.005 },
  energy: { idleWatts: 100, joulesPerOutputToken: 0.1 },
  meter: { rateHz: 20, accuracy: { relative: 0.01 } },
});

const workload = makeWorkload({
  arrival: { kind: "closed-loop", concurrency: 2 },
  phases: { warmUpSeconds: 0.1, measureSeconds: 0.5, coolDownSeconds: 0.1, drainSeconds: 1 },
});

let resultsDir: string;
beforeEach(async () => {
  resultsDir = await mkdtemp(path.join(os.tmpdir(), "tokwatt-run-"));
});
afterEach(async () => {
  await rm(resultsDir, { recursive: true, force: true });
});

interface Changes {
  readonly plan?: Plan;
  readonly systems?: ReadonlyMap<string, OpenableSystem>;
  readonly resume?: boolean;
  readonly observer?: ExecutionObserver;
  readonly signal?: AbortSignal;
}

const mocks = ["a", "b"].map((id) => makeSystem(id, { adapter: "mock" }));

const mock: OpenableSystem = {
  adapter: mockBackend,
  options: mockOptions,
  powerSources: [],
  plugins: {},
  variables: [],
  files: [],
};

function execute(changes: Changes = {}) {
  const plan = changes.plan ?? makePlan({ repeats: 1, workloads: [workload], systems: mocks });
  const systems = changes.systems ?? new Map(plan.systems.map((system) => [system.id, mock]));
  return executeSuite({
    suite: { plan, systems, files: new Map() },
    resultsDir,
    resume: changes.resume ?? false,
    observer: changes.observer ?? quiet,
    signal: changes.signal ?? new AbortController().signal,
    environment: {},
    createClock: createMonotonicClock,
    startLoad: runInProcess,
  });
}

describe("an execution", () => {
  it("leaves a complete, verified record and a ledger entry for every trial", async () => {
    const { runs } = await execute();
    expect(runs.map((run) => run.state)).toEqual(["complete", "complete"]);
    const results = await readResults(resultsDir);
    expect(results.ledger.map((entry) => entry.runId)).toEqual(runs.map((run) => run.runId));
    expect(results.ledgerFindings).toEqual([]);
    for (const { runId } of runs) {
      const record = results.runs.get(runId);
      expect(record?.manifest).toMatchObject({ state: "complete", adapter: { name: "mock", provenance: "simulated" } });
      expect(record?.requests.length).toBeGreaterThan(2);
      expect(record?.tokenEvents.length).toBe(record?.requests.length);
      const window = record?.manifest.windows?.measure;
      const [trace] = record?.power ?? [];
      expect(trace?.timesNs.at(-1)).toBeGreaterThan(window?.endNs ?? Number.POSITIVE_INFINITY);
      expect(record?.findings.filter((finding) => finding.severity === "error")).toEqual([]);
    }
  });

  it("reads the meters that a system file names beside the adapter's own", async () => {
    const power = { bridges: [], sources: [{ use: "lamp", options: { watts: 60 } }] };
    const plan = makePlan({
      repeats: 1,
      workloads: [workload],
      systems: [makeSystem("a", { adapter: "mock", power })],
    });
    const lamp = { definition: lampMeter, options: { watts: 60 } };
    const { runs } = await execute({ plan, systems: new Map([["a", { ...mock, powerSources: [lamp] }]]) });
    const record = (await readResults(resultsDir)).runs.get(runs[0]?.runId ?? "");
    expect(record?.power.map((trace) => trace.header.id).sort()).toEqual(["lamp-0", "mock-meter"]);
  });

  it("records a system that cannot be reached as a failed run and goes on with the next trial", async () => {
    const systems = [makeSystem("a", { lifecycle: "attached" }), makeSystem("b", { adapter: "mock" })];
    const plan = makePlan({ repeats: 1, workloads: [workload], systems });
    const dead = { baseUrl: "http://127.0.0.1:9", model: "m", headers: {}, usage: "final", env: {} };
    const { runs } = await execute({
      plan,
      systems: new Map([
        ["a", { ...mock, adapter: gpuBackend, options: dead }],
        ["b", mock],
      ]),
    });
    expect(runs.map((run) => run.state)).toEqual(["failed", "complete"]);
    const record = (await readResults(resultsDir)).runs.get(runs[0]?.runId ?? "");
    expect(record?.manifest).toMatchObject({ state: "failed", failure: { severity: "error" } });
  });

  it("does not begin where a variable is missing that a system's options use", async () => {
    const variables = [{ name: "API_KEY", path: "options.headers", file: "a.yaml", line: 1, column: 1 }];
    const started = execute({ systems: new Map([["a", { ...mock, variables }]]) });
    await expect(started).rejects.toMatchObject({
      problems: [{ code: "missing-variable", data: { name: "API_KEY" } }],
    });
    expect(await readdir(resultsDir)).toEqual([]);
  });

  it("says in the record what the opening found wrong in the options", async () => {
    const adapter = {
      ...mockBackend,
      open: () => Promise.reject(new InputError([{ code: "not-a-url", data: { path: "options.url" } }])),
    };
    const { runs } = await execute({
      systems: new Map([
        ["a", { ...mock, adapter }],
        ["b", mock],
      ]),
    });
    expect(runs[0]).toMatchObject({ state: "failed", failure: { code: "not-a-url", data: { path: "options.url" } } });
  });

  it("names the packages that a system's parts came from in the manifest", async () => {
    const plugins = { "@acme/tokwatt-backend-x": "1.2.3" };
    const { runs } = await execute({
      systems: new Map([
        ["a", { ...mock, plugins }],
        ["b", mock],
      ]),
    });
    const results = await readResults(resultsDir);
    expect(runs.map(({ runId }) => results.runs.get(runId)?.manifest.plugins)).toEqual([plugins, undefined]);
  });

  it("fails a run in which not one request succeeded", async () => {
    const faulty = { ...mockOptions, faults: { failEvery: 1 } };
    const { runs } = await execute({
      systems: new Map([
        ["a", { ...mock, options: faulty }],
        ["b", mock],
      ]),
    });
    expect(runs[0]).toMatchObject({ state: "failed", failure: { code: "no-request-succeeded" } });
    const record = (await readResults(resultsDir)).runs.get(runs[0]?.runId ?? "");
    expect(record?.requests.every((request) => request.status === "failed")).toBe(true);
  });
});

describe("an interrupted execution", () => {
  it("keeps what it had, starts nothing more, and is completed by a resumed one", async () => {
    const controller = new AbortController();
    const observer = { ...quiet, trialStarted: () => void setTimeout(() => controller.abort(), 350) };
    const stopped = await execute({ observer, signal: controller.signal });
    expect(stopped).toMatchObject({ interrupted: true, runs: [{ state: "interrupted" }] });
    const [first] = stopped.runs;
    const kept = (await readResults(resultsDir)).runs.get(first?.runId ?? "");
    expect(kept?.requests.length).toBeGreaterThan(0);
    expect(kept?.manifest.failure?.code).toBe("interrupted");

    const started: string[] = [];
    const resumed = await execute({
      resume: true,
      observer: { ...quiet, trialStarted: (trial) => void started.push(trial.id) },
    });
    expect(resumed.executionId).toBe(stopped.executionId);
    expect(resumed.runs.map((run) => run.state)).toEqual(["complete", "complete"]);
    expect(started).toEqual(["a--chat--1", "b--chat--1"]);
    const folders = (await readdir(resultsDir)).filter((name) => name.startsWith("suite-"));
    expect(folders.length).toBe(3);

    const again = await execute({ resume: true });
    expect(again.runs).toEqual([]);
  });
});
