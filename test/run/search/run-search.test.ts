import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { mockBackend } from "../../../src/backends/mock/adapter.js";
import { mockOptionsSchema } from "../../../src/backends/mock/options.js";
import { judgeProbe } from "../../../src/compare/judge-probe.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { runInProcess } from "../../../src/load/workers/run-in-process.js";
import { warning } from "../../../src/model/finding.js";
import type { RunRecord } from "../../../src/model/run-record.js";
import type { Probe, ProbeJudgement, SearchQuestion } from "../../../src/model/search.js";
import { readResults } from "../../../src/records/results-reader.js";
import { runSearch } from "../../../src/run/search/run-search.js";
import { makeSystem, makeWorkload } from "../../fixtures/records.js";
import { temporaryFolder } from "../../records/temporary-folder.js";

const workload = makeWorkload({
  arrival: { kind: "constant", requestsPerSecond: 20 },
  outputTokens: { kind: "fixed", value: 2 },
  phases: { warmUpSeconds: 0, measureSeconds: 0.2, coolDownSeconds: 0, drainSeconds: 1 },
  slo: { ttftSeconds: 10 },
});

const QUESTION: SearchQuestion = {
  system: { id: "a", hash: "s" },
  workload: { id: workload.id, hash: workload.hash },
  of: "requestsPerSecond",
  start: 20,
  low: 5,
  high: 80,
  share: 0.99,
  slo: { ttftSeconds: 10 },
  resolution: 0.5,
  rounds: 2,
  seed: 7,
};

const system = {
  spec: makeSystem("a", { adapter: "mock" }),
  adapter: mockBackend,
  options: mockOptionsSchema.parse({
    ttft: { meanSeconds: 0.001 },
    itl: { meanSeconds: 0.001 },
    energy: { idleWatts: 1, joulesPerOutputToken: 1 },
  }),
  powerSources: [],
  plugins: {},
  variables: [],
  files: [],
};

/** Meets what is below 37 requests/s, whatever the machine that the test runs on can do. */
function judgeByRate({ manifest }: RunRecord): ProbeJudgement {
  const [probed] = manifest.plan.workloads;
  const { arrival } = probed?.kind === "inference" ? probed : workload;
  const rate = "requestsPerSecond" in arrival ? arrival.requestsPerSecond : 0;
  return { outcome: rate < 37 ? "met" : "missed", reasons: [], isDemonstration: true, requests: 4 };
}

interface Changes {
  readonly resultsDir: string;
  readonly judge?: (record: RunRecord) => ProbeJudgement;
  readonly resume?: boolean;
  readonly signal?: AbortSignal;
  readonly probeEnded?: (probe: Probe) => void;
}

function search({ resultsDir, judge = judgeByRate, resume = false, ...changes }: Changes) {
  return runSearch({
    question: QUESTION,
    system,
    workload,
    files: new Map(),
    judge,
    started: () => undefined,
    probeEnded: changes.probeEnded ?? (() => undefined),
    resultsDir,
    resume,
    signal: changes.signal ?? new AbortController().signal,
    environment: {},
    createClock: createMonotonicClock,
    startLoad: runInProcess,
    observer: {
      started: () => undefined,
      trialStarted: () => undefined,
      trialEnded: () => undefined,
      log: () => undefined,
    },
  });
}

describe("a search", () => {
  it("makes every probe an ordinary run with a record, and keeps the whole search beside them", async () => {
    const resultsDir = await temporaryFolder();
    const judged: ProbeJudgement[] = [];
    const { record, path, interrupted } = await search({
      resultsDir,
      judge: (run) => {
        judged.push(judgeProbe(run, 0.5));
        return judgeByRate(run);
      },
    });
    // What the whole tool says of such a record: every request was within ten seconds.
    expect(judged.every(({ requests, shareWithinSlo }) => requests >= 1 && shareWithinSlo === 1)).toBe(true);
    expect(interrupted).toBe(false);
    expect(record.answer).toMatchObject({ kind: "found", confidence: 0.95 });
    const value = record.answer?.kind === "found" ? record.answer.value : 0;
    expect(Math.abs(Math.log(value / 37))).toBeLessThan(0.5);
    expect(JSON.parse(await readFile(path, "utf8"))).toEqual(JSON.parse(JSON.stringify(record)));

    const results = await readResults(resultsDir);
    expect(results.ledger.map(({ runId }) => runId)).toEqual(record.probes.map(({ runId }) => runId));
    const seeds = new Set<number>();
    for (const { runId, value } of record.probes) {
      const plan = results.runs.get(runId)?.manifest.plan;
      expect(plan?.workloads[0]?.rung).toEqual({ ladder: workload.id, of: "requestsPerSecond", value });
      seeds.add(plan?.seed ?? -1);
    }
    expect(seeds.size).toBe(record.probes.length);
  });

  it("goes on where it was interrupted, with the same next probe", async () => {
    const whole = (await search({ resultsDir: await temporaryFolder() })).record.probes.map(({ value }) => value);
    const resultsDir = await temporaryFolder();
    const controller = new AbortController();
    let ended = 0;
    const first = await search({
      resultsDir,
      signal: controller.signal,
      probeEnded: () => {
        ended += 1;
        if (ended === 2) controller.abort();
      },
    });
    expect([first.interrupted, first.record.answer, first.record.probes.length]).toEqual([true, undefined, 2]);

    await writeFile(join(resultsDir, "search-damaged.json"), "{");
    const second = await search({ resultsDir, resume: true });
    expect(second.record.id).toBe(first.record.id);
    expect(second.record.probes.map(({ value }) => value)).toEqual(whole);
    expect(second.record.answer?.kind).toBe("found");
    const files = (await readdir(resultsDir)).filter((name) => name.startsWith("search-") && name.endsWith(".json"));
    expect(files.sort()).toEqual([`search-${first.record.id}.json`, "search-damaged.json"]);
    // An answered search is not continued: the same question then begins anew.
    const third = await search({ resultsDir, resume: true, judge: () => unusable() });
    expect(third.record.probes).toHaveLength(3);
  });

  it("repeats a probe that says nothing, and gives up after three", async () => {
    let calls = 0;
    const { record } = await search({
      resultsDir: await temporaryFolder(),
      judge: (run) => {
        calls += 1;
        return calls === 1 ? unusable() : judgeByRate(run);
      },
    });
    expect(record.probes.slice(0, 2)).toMatchObject([
      { value: 20, attempt: 1, outcome: "unusable" },
      { value: 20, attempt: 2, outcome: "met" },
    ]);
    const { record: stopped } = await search({ resultsDir: await temporaryFolder(), judge: () => unusable() });
    expect(stopped.probes).toHaveLength(3);
    expect(stopped.answer).toMatchObject({ kind: "stopped", value: 20, reason: { code: "schedule-late" } });
  });
});

function unusable(): ProbeJudgement {
  const reasons = [warning("schedule-late", { value: "20", limit: "10" })];
  return { outcome: "unusable", reasons, isDemonstration: true, requests: 4 };
}
