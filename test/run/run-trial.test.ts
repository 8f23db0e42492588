import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { mockBackend } from "../../src/backends/mock/adapter.js";
import { type MockOptionsInput, mockOptionsSchema } from "../../src/backends/mock/options.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import type { LoadRequest, LoadStarter } from "../../src/load/workers/load-starter.js";
import { runInProcess } from "../../src/load/workers/run-in-process.js";
import { shardOf } from "../../src/load/workers/shard-of.js";
import { failure, warning } from "../../src/model/finding.js";
import { CALIBRATION_FILE, machineOf, writeCalibration } from "../../src/records/calibration.js";
import { readResults } from "../../src/records/results-reader.js";
import { createShardWriter } from "../../src/records/shard-writer.js";
import { readEnvironment } from "../../src/run/environment.js";
import { executeSuite } from "../../src/run/execute-suite.js";
import { makePlan, makeSystem, makeWorkload } from "../fixtures/records.js";
import { temporaryFolder } from "../records/temporary-folder.js";

const workload = makeWorkload({
  arrival: { kind: "closed-loop", concurrency: 2 },
  phases: { warmUpSeconds: 0.1, measureSeconds: 0.3, coolDownSeconds: 0, drainSeconds: 1 },
});

interface Changes {
  readonly options?: Partial<MockOptionsInput>;
  readonly startLoad?: LoadStarter;
  readonly workers?: number;
  readonly signal?: AbortSignal;
}

/** The record of one run on a mock. */
async function recordOf(resultsDir: string, changes: Changes = {}) {
  const options = mockOptionsSchema.parse({
    model: "m",
    ttft: { meanSeconds: 0.01 },
    itl: { meanSeconds: 0.002 },
    energy: { idleWatts: 100, joulesPerOutputToken: 0.1 },
    ...changes.options,
  });
  const opened = { adapter: mockBackend, options, powerSources: [], plugins: {}, variables: [], files: [] };
  const plan = makePlan({ repeats: 1, workloads: [workload], systems: [makeSystem("a")], comparisons: [] });
  const { runs } = await executeSuite({
    suite: { plan, systems: new Map([["a", opened]]), files: new Map() },
    resultsDir,
    resume: false,
    observer: {
      started: () => undefined,
      trialStarted: () => undefined,
      trialEnded: () => undefined,
      log: () => undefined,
    },
    signal: changes.signal ?? new AbortController().signal,
    environment: {},
    createClock: createMonotonicClock,
    startLoad: changes.startLoad ?? runInProcess,
    workers: changes.workers,
  });
  const record = (await readResults(resultsDir)).runs.get(runs[0]?.runId ?? "");
  if (record === undefined) throw new Error("no record");
  return record;
}

describe("a run", () => {
  it("asks for the load of its trial, on as many workers as the user wants", async () => {
    const asked: LoadRequest[] = [];
    const startLoad: LoadStarter = (request, writer) => {
      asked.push(request);
      return runInProcess(request, writer);
    };
    const { manifest } = await recordOf(await temporaryFolder(), { startLoad, workers: 7 });
    expect(asked).toMatchObject([
      { workers: 7, seed: manifest.trial.arrivalSeed, salt: manifest.runId, workload: { id: workload.id } },
    ]);
    expect(path.basename(asked[0]?.directory ?? "")).toBe(manifest.runId);
  });

  it("names the endpoints of a system that has several, and none of one that has only one", async () => {
    const several = await recordOf(await temporaryFolder(), { options: { endpoints: 2 } });
    expect(several.manifest.endpoints).toHaveLength(2);
    expect(new Set(several.requests.map(({ endpoint }) => endpoint))).toEqual(new Set([0, 1]));
    expect((await recordOf(await temporaryFolder())).manifest.endpoints).toBeUndefined();
  });

  it("holds what this machine's client can do, where that was found out", async () => {
    const results = await temporaryFolder();
    expect((await recordOf(results)).manifest.client?.ceiling).toBeUndefined();
    await writeCalibration(results, {
      machine: machineOf(readEnvironment()),
      workers: 1,
      calibratedAt: "2026-11-22T00:00:00.000Z",
      transport: "net",
      requests: { perSecond: 5000, limitedBy: "client" },
      events: { perSecond: 90_000, limitedBy: "server" },
      added: [],
    });
    const { client } = (await recordOf(results)).manifest;
    expect(client?.ceiling).toEqual({ workers: 1, requestsPerSecond: 5000, eventsPerSecond: 90_000 });
  });

  it("is measured all the same where the calibration cannot be read, and says so", async () => {
    const results = await temporaryFolder();
    await writeFile(path.join(results, CALIBRATION_FILE), "{");
    const { manifest, findings } = await recordOf(results);
    expect(manifest.state).toBe("complete");
    expect(findings).toMatchObject([{ code: "calibration-damaged", severity: "warning" }]);
  });
});

describe("a load generator that fails", () => {
  const died = failure("worker-died", { worker: "client-2", outcome: "SIGKILL", words: "" });

  it("fails the run with its reason, and keeps what the other workers wrote and found", async () => {
    const startLoad: LoadStarter = async ({ directory, clock }) => {
      for (const alias of ["client-1", "client-2"]) await (await createShardWriter({ directory, alias })).close();
      return {
        failure: died,
        interrupted: false,
        succeeded: 12,
        findings: [warning("usage-absent", { requests: 1, of: 12 })],
        shards: ["client-1", "client-2"].map((alias) => shardOf(clock, alias)),
      };
    };
    const { manifest, findings } = await recordOf(await temporaryFolder(), { startLoad });
    expect(manifest).toMatchObject({ state: "failed", failure: died });
    expect(manifest.shards.map(({ alias }) => alias)).toEqual(["client", "client-1", "client-2"]);
    expect(findings.map(({ code }) => code)).toEqual(["usage-absent"]);
  });

  it("fails it in its own words where nobody expected that", async () => {
    const startLoad: LoadStarter = () => Promise.reject(new Error("no such thing as a fork"));
    const { manifest } = await recordOf(await temporaryFolder(), { startLoad });
    expect(manifest).toMatchObject({
      state: "failed",
      failure: { code: "unexpected-error", data: { message: "no such thing as a fork" } },
    });
  });
});
