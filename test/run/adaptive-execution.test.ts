import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mockBackend } from "../../src/backends/mock/adapter.js";
import { mockOptionsSchema } from "../../src/backends/mock/options.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import { runInProcess } from "../../src/load/workers/run-in-process.js";
import type { ExecutionObserver } from "../../src/model/execution.js";
import type { Plan } from "../../src/model/plan.js";
import { executeSuite } from "../../src/run/execute-suite.js";
import { expandTrials } from "../../src/suite/expand-trials.js";
import { makePlan, makeSystem, makeWorkload } from "../fixtures/records.js";

const mock = {
  adapter: mockBackend,
  options: mockOptionsSchema.parse({
    model: "m",
    ttft: { meanSeconds: 0.002 },
    itl: { meanSeconds: 0.001 },
    energy: { idleWatts: 100, joulesPerOutputToken: 0.1 },
  }),
  powerSources: [],
  plugins: {},
  variables: [],
  files: [],
};

const workloads = ["chat", "code"].map((id) =>
  makeWorkload({
    id,
    arrival: { kind: "closed-loop", concurrency: 1 },
    phases: { warmUpSeconds: 0.02, measureSeconds: 0.1, coolDownSeconds: 0.02, drainSeconds: 0.5 },
  }),
);

/** One run in any case, four at most; two systems, two workloads. */
const plan: Plan = {
  ...makePlan({ repeats: 1, workloads, systems: ["a", "b"].map((id) => makeSystem(id, { adapter: "mock" })) }),
  stop: { width: 0.02, maxRuns: 4 },
  trials: expandTrials({
    seed: 1,
    repeats: 4,
    order: "interleaved",
    systemIds: ["a", "b"],
    workloadIds: ["chat", "code"],
  }),
};

let resultsDir: string;
beforeEach(async () => {
  resultsDir = await mkdtemp(path.join(os.tmpdir(), "tokwatt-run-"));
});
afterEach(async () => {
  await rm(resultsDir, { recursive: true, force: true });
});

/** What was asked, begun, and left out, in this order of time. */
interface Heard {
  readonly events: readonly string[];
  readonly started: readonly number[];
}

/**
 * @param enoughAfter runs of each system after which a workload has enough, by its id
 * @param stopAt trial at whose end the execution is interrupted
 */
async function execute(
  enoughAfter: Readonly<Record<string, number>>,
  { resume = false, stopAt = "" }: { readonly resume?: boolean; readonly stopAt?: string } = {},
): Promise<Heard> {
  const events: string[] = [];
  const started: number[] = [];
  const controller = new AbortController();
  let repeat = 0;
  const observer: ExecutionObserver = {
    started: (_plan, _id, toRun, done) => void started.push(toRun.length, done),
    trialStarted: (trial) => {
      repeat = trial.repeat;
      events.push(trial.id);
    },
    trialEnded: (trial) => {
      if (trial.id === stopAt) controller.abort();
    },
    trialsSkipped: (trials) => void events.push(`skipped ${trials.length} of ${trials[0]?.workloadId}`),
    log: () => undefined,
  };
  await executeSuite({
    suite: { plan, systems: new Map(plan.systems.map(({ id }) => [id, mock])), files: new Map() },
    resultsDir,
    resume,
    observer,
    signal: controller.signal,
    environment: {},
    createClock: createMonotonicClock,
    startLoad: runInProcess,
    isEnough: async (workloadId) => {
      events.push(`asked of ${workloadId}`);
      return resume || repeat >= (enoughAfter[workloadId] ?? 0);
    },
  });
  return { events, started };
}

/** A B, B A, A B ... */
const block = (workloadId: string, repeat: number) =>
  (repeat % 2 === 1 ? ["a", "b"] : ["b", "a"]).map((system) => `${system}--${workloadId}--${repeat}`);

describe("an execution with a rule to stop", () => {
  it("asks after every block from the fewest on, and leaves out what is not needed", async () => {
    const { events, started } = await execute({ chat: 2, code: 9 });
    expect(started).toEqual([16, 0]);
    expect(events).toEqual([
      ...block("chat", 1),
      "asked of chat",
      ...block("chat", 2),
      "asked of chat",
      "skipped 4 of chat",
      ...block("code", 1),
      "asked of code",
      ...block("code", 2),
      "asked of code",
      ...block("code", 3),
      "asked of code",
      ...block("code", 4),
    ]);
  });

  it("finishes a block that was begun before it asks again, when it is resumed", async () => {
    await execute({ chat: 9 }, { stopAt: "b--chat--2" });
    const { events } = await execute({}, { resume: true });
    expect(events.slice(0, 3)).toEqual(["a--chat--2", "asked of chat", "skipped 4 of chat"]);
    expect(events.filter((event) => event.includes("code"))).toEqual([
      ...block("code", 1),
      "asked of code",
      "skipped 6 of code",
    ]);
  });

  it("does not take up again what was enough, and says that nothing is left", async () => {
    await execute({ chat: 1, code: 9 }, { stopAt: "b--code--1" });
    const { events, started } = await execute({}, { resume: true });
    expect(started).toEqual([0, 4]);
    expect(events).toEqual(["asked of chat", "asked of code"]);
  });
});
