import { describe, expect, it } from "vitest";
import { compareResults } from "../../src/compare/compare-results.js";
import { judgeResults } from "../../src/compare/judge-results.js";
import { judgeSteadiness } from "../../src/compare/steadiness.js";
import { buildRunView } from "../../src/metrics/run-view.js";
import type { Plan, Trial } from "../../src/model/plan.js";
import type { RunRecord } from "../../src/model/run-record.js";
import type { Arrival } from "../../src/model/workload.js";
import { makeComparison, makePlan, makeRecord, makeRequest, makeWorkload, s } from "../fixtures/records.js";
import { codes, results, SPREAD } from "./results-fixtures.js";

const WARM_UP = 10;
const WINDOW = 60;

/** One request a second that makes its tokens within it: throughput follows `tokensAt`, second by second. */
function record(trial: Trial, plan: Plan, tokensAt: (second: number) => number, window = WINDOW): RunRecord {
  const requests = Array.from({ length: WARM_UP + window }, (_, second) => {
    const tokens = Math.round(tokensAt(second));
    const changes = { phase: second < WARM_UP ? "warm-up" : "measure" } as const;
    return makeRequest({
      index: second,
      scheduled: second,
      firstToken: second + 0.1,
      lastToken: second + 0.9,
      events: 5,
      tokens,
      changes,
    });
  });
  const windows = {
    warmUp: { startNs: 0, endNs: s(WARM_UP) },
    measure: { startNs: s(WARM_UP), endNs: s(WARM_UP + window) },
  };
  return makeRecord({ plan, trial, requests, manifest: { windows } });
}

/** A little noise that is the same in every run, and a level of each repeat. */
const steady = (repeat: number) => (second: number) =>
  1000 * (SPREAD[repeat - 1] ?? 1) * (1 + 0.01 * Math.sin(second * 2.4) + 0.005 * Math.cos(second * 7.1));
const throttled = (repeat: number) => (second: number) => steady(repeat)(second) * (1 - second / 400);

const plan = makePlan({ workloads: [makeWorkload({ minimum: { windowSeconds: 60, powerSamples: 1 } })] });

function judge(of: RunRecord) {
  const view = buildRunView(of, undefined);
  const { windows } = of.manifest;
  if (view.kind !== "view" || windows === undefined) throw new Error("the run has a window");
  return judgeSteadiness(view, windows, of.manifest.plan);
}

function trialOf(of: Plan): Trial {
  const [trial] = of.trials;
  if (trial === undefined) throw new Error("the plan has trials");
  return trial;
}

describe("a run", () => {
  it("is steady, or says in which direction it went", () => {
    expect(judge(record(trialOf(plan), plan, steady(1)))).toEqual({ kind: "steady", findings: [] });
    const { kind, findings } = judge(record(trialOf(plan), plan, throttled(1)));
    expect(kind).toBe("unsteady");
    expect(findings).toMatchObject([{ code: "throughput-drifts", data: { direction: "falls" } }]);
  });

  it("is not accused when its window is shorter than a minute", () => {
    const { kind, findings } = judge(record(trialOf(plan), plan, throttled(1), 59));
    expect(kind).toBe("unknown");
    expect(findings).toMatchObject([
      { code: "steadiness-unknown", severity: "note", data: { seconds: 59, needed: 60 } },
    ]);
  });

  it("is not judged where its load is meant to change, or ends in a tail", () => {
    const arrivals: readonly Arrival[] = [
      { kind: "offline", requests: 70 },
      { kind: "ramp", fromRequestsPerSecond: 1, toRequestsPerSecond: 2 },
      { kind: "steps", steps: [{ requestsPerSecond: 1, seconds: 30 }] },
    ];
    for (const arrival of arrivals) {
      const exempt = makePlan({ workloads: [makeWorkload({ arrival })] });
      expect(judge(record(trialOf(exempt), exempt, throttled(1)))).toEqual({ kind: "exempt", findings: [] });
    }
  });

  it("is judged by the margin that its plan fixed for throughput", () => {
    const margins = { default: 0.02, metrics: { "output-tokens-per-second": 0.3 } };
    const lenient = makePlan({ workloads: plan.workloads, comparisons: [makeComparison({ margins })] });
    expect(judge(record(trialOf(lenient), lenient, throttled(1))).kind).toBe("steady");
  });
});

/** The first `unsteady` runs of system a lose throughput. */
function comparisonWith(unsteady: number) {
  const made = results({
    plan,
    record: (trial, of) => {
      const isThrottled = trial.systemId === "a" && trial.repeat <= unsteady;
      return record(trial, of, (isThrottled ? throttled : steady)(trial.repeat));
    },
  });
  const [comparison] = compareResults(made);
  if (comparison === undefined) throw new Error("the plan compares");
  return { comparison, made };
}

describe("a comparison", () => {
  it("says nothing of runs that were all steady", () => {
    const { comparison } = comparisonWith(0);
    expect(codes(comparison.caveats).filter((code) => code.includes("stead"))).toEqual([]);
    expect(comparison.rows.find(({ metricId }) => metricId === "output-tokens-per-second")?.verdict).toBe("equivalent");
  });

  it("names the runs that were not, and the system, and still judges", () => {
    const { comparison } = comparisonWith(2);
    const named = comparison.runs.filter(({ findings }) => codes(findings).includes("throughput-drifts"));
    expect(named.map(({ systemId, repeat }) => [systemId, repeat])).toEqual([
      ["a", 1],
      ["a", 2],
    ]);
    expect(comparison.caveats).toContainEqual({
      code: "runs-unsteady",
      severity: "warning",
      data: { system: "a", unsteady: 2, runs: 5 },
    });
    const throughput = comparison.rows.find(({ metricId }) => metricId === "output-tokens-per-second");
    expect(throughput?.verdict).not.toBe("not-comparable");
  });

  it("compares nothing when at least half of a side's runs were not steady", () => {
    const { comparison, made } = comparisonWith(3);
    expect(codes(comparison.differences)).toContain("runs-not-steady");
    expect(comparison.rows.every(({ verdict }) => verdict === "not-comparable")).toBe(true);
    const alone = makePlan({ workloads: plan.workloads, comparisons: [] });
    const [summary] = judgeResults(
      results({ plan: alone, record: (trial, of) => record(trial, of, throttled(trial.repeat)) }),
    ).summaries;
    expect(codes(summary?.caveats ?? [])).toContain("runs-unsteady");
    expect(made.runs.size).toBe(10);
  });
});
