import { expect, it } from "vitest";
import { mockBackend } from "../../../src/backends/mock/adapter.js";
import { mockOptionsSchema } from "../../../src/backends/mock/options.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { runInProcess } from "../../../src/load/workers/run-in-process.js";
import type { RunRecord } from "../../../src/model/run-record.js";
import { windowSeconds } from "../../../src/model/time.js";
import { readResults } from "../../../src/records/results-reader.js";
import { delayInProcess } from "../../../src/run/control/delay-starter.js";
import { slowedCopy } from "../../../src/run/control/slowed-copy.js";
import { executeSuite } from "../../../src/run/execute-suite.js";
import { deriveSuite } from "../../../src/suite/derive-suite.js";
import type { OpenableSystem } from "../../../src/suite/read-system.js";
import { makePlan, makeSystem, makeWorkload } from "../../fixtures/records.js";
import { temporaryFolder } from "../../records/temporary-folder.js";

/** Large, so that what other tests take from the processor meanwhile is small beside it. */
const SLOWDOWN = 0.5;

const openable: OpenableSystem = {
  adapter: mockBackend,
  options: mockOptionsSchema.parse({
    model: "tiny",
    ttft: { meanSeconds: 0.55, cv: 0 },
    itl: { meanSeconds: 0.05, cv: 0 },
    endpoints: 2,
    slots: 16,
    energy: { idleWatts: 100, joulesPerOutputToken: 0.1 },
  }),
  powerSources: [],
  plugins: {},
  variables: [],
  files: [],
};

// Everything is sent at once, and the window ends with the last answer: no edge of a window falls between two tokens.
const workload = makeWorkload({
  arrival: { kind: "offline", requests: 32 },
  outputTokens: { kind: "fixed", value: 10 },
  phases: { warmUpSeconds: 0, measureSeconds: 10, coolDownSeconds: 0, drainSeconds: 1 },
});

/** Of the whole batch. */
function tokensPerSecond({ manifest, requests }: RunRecord): number {
  if (manifest.windows === undefined) throw new Error("no window");
  return (requests.length * 10) / windowSeconds(manifest.windows.measure);
}

it("half as much again of time is found in the tokens/s of a batch, and everything else of the run stays as it is", async () => {
  const system = makeSystem("a", { adapter: "mock" });
  const suite = {
    plan: makePlan({ repeats: 1, workloads: [workload], systems: [system], comparisons: [] }),
    systems: new Map([["a", openable]]),
    files: new Map(),
  };
  const copy = slowedCopy(suite, "a", SLOWDOWN);
  const resultsDir = await temporaryFolder();
  await executeSuite({
    suite: deriveSuite(suite, { suffix: "control", repeats: 2, ...copy }),
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
    startDelay: delayInProcess,
  });
  const results = await readResults(resultsDir);
  const fastest = (systemId: string): number =>
    Math.max(
      ...[...results.runs.values()].filter((run) => run.manifest.trial.systemId === systemId).map(tokensPerSecond),
    );
  // The better of two runs, and no sharp upper bound: other tests may take the processor away for a moment.
  const seen = fastest("a") / fastest("a-slowed") - 1;
  expect(seen).toBeGreaterThan(0.8 * SLOWDOWN);
  expect(seen).toBeLessThan(2 * SLOWDOWN);

  for (const { manifest, findings, engine, requests } of results.runs.values()) {
    expect(manifest).toMatchObject({ state: "complete", endpoints: ["endpoint-1", "endpoint-2"] });
    expect(requests.every(({ status, index, endpoint }) => status === "ok" && endpoint === index % 2)).toBe(true);
    // The servers' own pages are read past the proxies.
    expect(engine.length).toBeGreaterThan(0);
    const said = findings.filter(({ code }) => code === "injected-slowdown");
    expect(said).toHaveLength(manifest.trial.systemId === "a" ? 0 : 1);
  }
});
