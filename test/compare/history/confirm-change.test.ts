import { describe, expect, it } from "vitest";
import { compareResults } from "../../../src/compare/compare-results.js";
import { comparisonsOf, confirmChange } from "../../../src/compare/history/confirm-change.js";
import type { HistoryChange, HistorySeries } from "../../../src/model/history.js";
import { makeComparison, makePlan, makeSystem } from "../../fixtures/records.js";
import { results } from "../results-fixtures.js";
import { METRIC } from "./series-fixtures.js";

// `a` makes 1.1 times the tokens of `b`.
const SERIES: HistorySeries = {
  systemId: "a",
  workloadId: "chat",
  metricId: METRIC,
  unit: "token/s",
  better: "higher",
  points: [],
  breaks: [],
  changes: [],
};
const change = (ratio: number): HistoryChange => ({
  id: `a/chat/${METRIC}@0123456789ab`,
  index: 5,
  lastBefore: "old",
  firstAfter: "new",
  ratio,
  p: 1e-6,
  state: "candidate",
});
const [comparison] = compareResults(results());
if (comparison === undefined) throw new Error("no comparison");

describe("fresh runs of both sides of a change", () => {
  it("confirm it where they went the same way, with their ratio", () => {
    const confirmation = confirmChange(change(1.08), SERIES, comparison);
    expect(confirmation?.outcome).toBe("confirmed");
    expect(confirmation?.ratio?.point).toBeCloseTo(1.1, 3);
    expect(confirmation?.ratio?.low).toBeLessThan(1.1);
  });

  it("refute it where they went the other way, or differ in nothing that matters", () => {
    expect(confirmChange(change(0.92), SERIES, comparison)?.outcome).toBe("refuted");
    const same = { ...comparison, rows: comparison.rows.map((row) => ({ ...row, verdict: "equivalent" as const })) };
    expect(confirmChange(change(1.08), SERIES, same)?.outcome).toBe("refuted");
  });

  it("know which way is better", () => {
    const lower = { ...SERIES, metricId: "joules-per-output-token", better: "lower" } as const;
    expect(confirmChange(change(0.92), lower, comparison)?.outcome).toBe("confirmed");
    expect(confirmChange(change(1.08), lower, comparison)?.outcome).toBe("refuted");
  });

  it("decide nothing where their comparison does not", () => {
    for (const verdict of ["inconclusive", "not-comparable"] as const) {
      const undecided = { ...comparison, rows: comparison.rows.map((row) => ({ ...row, verdict })) };
      expect(confirmChange(change(1.08), SERIES, undecided)?.outcome).toBe(verdict);
    }
    const watts = { ...SERIES, metricId: "mean-watts", better: "neither" } as const;
    expect(confirmChange(change(1.08), watts, comparison)?.outcome).toBe("inconclusive");
    expect(confirmChange(change(1.08), { ...SERIES, metricId: "unknown" }, comparison)).toBeUndefined();
  });
});

describe("the comparisons that can tell of a change", () => {
  it("are those of its workload and metric, and of its system where there are any", () => {
    const systems = ["a", "b", "c"].map((id) => makeSystem(id));
    const comparisons = [makeComparison(), makeComparison({ candidate: "c" })];
    const all = compareResults(results({ plan: makePlan({ systems, comparisons }) }));
    expect(comparisonsOf(SERIES, all).map(({ candidate }) => candidate.systemId)).toEqual(["a"]);
    expect(comparisonsOf({ ...SERIES, systemId: "elsewhere" }, all)).toHaveLength(2);
    expect(comparisonsOf({ ...SERIES, workloadId: "elsewhere" }, all)).toEqual([]);
    expect(comparisonsOf({ ...SERIES, metricId: "unknown" }, all)).toEqual([]);
  });
});
