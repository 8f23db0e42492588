import { describe, expect, it } from "vitest";
import { judgeResults } from "../../src/compare/judge-results.js";
import { summariseResults } from "../../src/compare/summarise-results.js";
import type { Plan, Trial } from "../../src/model/plan.js";
import { makePlan, makeSystem } from "../fixtures/records.js";
import { codes, ordinary, results } from "./results-fixtures.js";

describe("systems that no comparison names", () => {
  it("are summed up with intervals, every run and the boundary of their own meter", () => {
    const [a, b] = summariseResults(results({ plan: makePlan({ comparisons: [] }) }));
    expect([a?.system.systemId, b?.system.systemId]).toEqual(["a", "b"]);
    const row = a?.rows.find((candidate) => candidate.metricId === "tokens-per-joule");
    expect(row?.values.summary).toMatchObject({ kind: "estimate", n: 5 });
    expect(row?.values.summary.kind === "estimate" && row.values.summary.point).toBeCloseTo(1.1, 2);
    expect(a).toMatchObject({ boundary: "package", runs: { length: 5 } });
  });

  it("stand beside the comparisons of the same plan", () => {
    const plan = makePlan({ systems: ["a", "b", "c"].map((id) => makeSystem(id)) });
    const { comparisons, summaries } = judgeResults(results({ plan }));
    expect(comparisons.map((one) => one.candidate.systemId)).toEqual(["a"]);
    expect(summaries.map((one) => one.system.systemId)).toEqual(["c"]);
  });

  it("say how many tokens nobody counted", () => {
    const plan = makePlan({ comparisons: [], repeats: 1, systems: [makeSystem("a")] });
    const record = (trial: Trial, of: Plan) => {
      const base = ordinary(trial, of);
      const [request] = base.requests;
      const [events] = base.tokenEvents;
      if (request === undefined || events === undefined) throw new Error("the run has a request");
      const cut = { ...request, index: 1, status: "cut", outputTokens: { count: 0, from: "none" } } as const;
      return { ...base, requests: [request, cut], tokenEvents: [events, { ...events, request: 1 }] };
    };
    const [summary] = summariseResults(results({ plan, record }));
    const caveat = summary?.caveats.find((one) => one.code === "tokens-estimated");
    expect(caveat?.data).toEqual({ system: "a", share: 0.5 });
    expect(codes(summary?.caveats ?? [])).toContain("few-runs");
  });
});
