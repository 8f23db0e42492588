import { randomNormal } from "d3-random";
import { describe, expect, it } from "vitest";
import { namedRandom } from "../../src/contract/random.js";
import type { Plan, Trial } from "../../src/model/plan.js";
import { welchLogRatio } from "../../src/statistics/welch-log-ratio.js";
import { makeComparison, makePlan, makeRecord, makeRequest } from "../fixtures/records.js";
import { requireEstimate } from "../statistics/require-estimate.js";
import { results, rowOf } from "./results-fixtures.js";

const TRIALS = 300;
const REQUESTS = 10;
/** Runs of one system differ from one another as much as the requests of one run do. */
const SPREAD = 0.02;
const METRIC = "ttft.p50";

const plan = makePlan({ comparisons: [makeComparison({ primaryMetrics: [METRIC] })] });

/** A run whose requests wait as long as the run's own level and their own noise say, in seconds. */
function runOf(trial: Trial, ofPlan: Plan, draw: () => number) {
  const level = draw();
  const waits = Array.from({ length: REQUESTS }, () => 0.5 * Math.exp(level + draw()));
  const requests = waits.map((wait, index) =>
    makeRequest({ index, scheduled: 0, firstToken: wait, lastToken: 9, events: 9, tokens: 100 }),
  );
  return { waits, record: makeRecord({ plan: ofPlan, trial, requests }) };
}

/** One A/A comparison: what the report's row says, and what the pooled requests would. */
function compareEqualSystems(trialNumber: number) {
  const draw = randomNormal.source(namedRandom(20261123, `pooled-${trialNumber}`))(0, SPREAD);
  const waits: Record<string, number[]> = { a: [], b: [] };
  const { row } = rowOf(
    results({
      plan,
      record: (trial, ofPlan) => {
        const run = runOf(trial, ofPlan, draw);
        waits[trial.systemId]?.push(...run.waits);
        return run.record;
      },
    }),
    METRIC,
  );
  if (row.ratio.kind !== "ratio") throw new Error("no ratio");
  const pooled = requireEstimate(welchLogRatio(waits["a"] ?? [], waits["b"] ?? [], 0.95));
  return { ours: row.ratio.p < 0.05, pooled: pooled.p < 0.05 };
}

describe("a comparison of equal systems whose runs differ", () => {
  const trials = Array.from({ length: TRIALS }, (_, index) => compareEqualSystems(index));
  const share = (which: "ours" | "pooled"): number => trials.filter((trial) => trial[which]).length / TRIALS;

  it("would find a difference in four of ten, were requests the sample", () => {
    expect(share("pooled")).toBeGreaterThan(0.33);
  });

  it("finds one in about one of twenty, as runs are", () => {
    // The 99.9 % band of chance around 5 % of 300 trials.
    expect(share("ours")).toBeLessThan(0.092);
    expect(share("ours")).toBeGreaterThan(0.008);
  });
});
