import { describe, expect, it } from "vitest";
import { gateReport } from "../../../src/compare/gate/gate-report.js";
import { judgeGate } from "../../../src/compare/gate/judge-gate.js";
import type { Requirement } from "../../../src/model/plan.js";
import { makeSystem } from "../../fixtures/records.js";
import { codes } from "../results-fixtures.js";
import { alonePlan, drawn, onlyLine, THROUGHPUT } from "./gate-fixtures.js";

/** Runs make some 5,000 tokens a second, the first after a second, at 100 W that are right to 1 %. */
function judge(requirement: Requirement, shape: Parameters<typeof drawn>[0] = {}) {
  const plan = shape.plan ?? alonePlan({ requirements: [requirement] });
  return onlyLine(drawn({ cv: 0.01, ...shape, plan }), "requirement");
}

const atLeast = (limit: number, metric = THROUGHPUT): Requirement => ({ metric, bound: "at-least", limit });
const atMost = (limit: number, metric = "ttft.mean"): Requirement => ({ metric, bound: "at-most", limit });

describe("a gate of fixed requirements", () => {
  it("misses where the whole interval misses, meets where the one-sided bound meets, else cannot tell", () => {
    expect(judge(atLeast(4800))).toMatchObject({ decision: "ok", verdict: "better", margin: 0 });
    expect(judge(atLeast(5300))).toMatchObject({ decision: "regressed", verdict: "worse", isProven: true });
    expect(judge(atLeast(5000))).toMatchObject({ decision: "inconclusive", verdict: "inconclusive" });
    expect(judge(atMost(1.1))).toMatchObject({ decision: "ok" });
    expect(judge(atMost(0.9))).toMatchObject({ decision: "regressed" });
    expect(judge(atMost(1))).toMatchObject({ decision: "inconclusive" });
  });

  it("turns the change so that more than 1 meets it", () => {
    const met = judge(atMost(1.1)).change;
    expect(met?.ratio).toBeCloseTo(1.1, 1);
    expect(met?.low ?? 0).toBeGreaterThan(1);
    const missed = judge(atLeast(5300)).change;
    expect(missed?.high ?? 2).toBeLessThan(1);
    expect(missed?.low ?? 2).toBeLessThan(missed?.ratio ?? 0);
    expect(missed?.p ?? 1).toBeLessThan(0.05);
  });

  it("counts what the meters may be off", () => {
    // 50 tokens a joule; 1 % of it is beyond what the runs' noise would explain.
    const quiet = { cv: 0.0005 };
    expect(judge(atLeast(49, "tokens-per-joule"), quiet).decision).toBe("ok");
    expect(judge(atLeast(49.8, "tokens-per-joule"), quiet).decision).toBe("inconclusive");
    expect(judge(atLeast(50.2, "tokens-per-joule"), quiet).decision).toBe("inconclusive");
    expect(judge(atLeast(51, "tokens-per-joule"), quiet).decision).toBe("regressed");
  });

  it("needs three runs", () => {
    const line = judge(atLeast(1), { plan: alonePlan({ requirements: [atLeast(1)] }, { repeats: 2 }) });
    expect(line).toMatchObject({ decision: "inconclusive" });
    expect(codes(line.reasons)).toEqual(["no-spread-too-few-runs"]);
  });

  it("holds what does not differ at all against the limit as it is", () => {
    const line = judge(atMost(0.01, "error-rate"));
    expect(line).toMatchObject({ decision: "ok", head: { point: 0 } });
    expect(codes(line.reasons)).toEqual(["gate-runs-alike"]);
  });

  it("holds for the systems and workloads that it names, and for all where it names none", () => {
    const systems = ["head", "other"].map((id) => makeSystem(id));
    const requirements = [atLeast(1), { ...atMost(9), system: "other", workload: "chat" }];
    const plan = alonePlan({ requirements }, { systems });
    const { lines } = judgeGate(drawn({ plan }), { form: "requirement", selection: {} });
    expect(lines.map(({ systemId, metricId }) => [systemId, metricId])).toEqual([
      ["head", THROUGHPUT],
      ["other", THROUGHPUT],
      ["other", "ttft.mean"],
    ]);
  });

  it("is not comparable where energy has no boundary, or a meter is of unknown accuracy", () => {
    const requirement = atLeast(1, "tokens-per-joule");
    const unmetered = judge(requirement, { change: (record) => ({ ...record, power: [] }) });
    expect(unmetered.decision).toBe("not-comparable");
    expect(codes(unmetered.reasons)).toContain("power-not-metered");
    const unknown = judge(requirement, {
      change: (record) => ({
        ...record,
        power: record.power.map((trace) => ({ ...trace, header: { ...trace.header, accuracy: "unknown" } })),
      }),
    });
    expect(codes(unknown.reasons)).toContain("meter-accuracy-unknown");
  });

  it("ends with 1 where one is missed", () => {
    const plan = alonePlan({ requirements: [atLeast(1), atLeast(5300)] });
    const judgement = judgeGate(drawn({ plan }), { form: "requirement", selection: {} });
    expect(gateReport(judgement, { inconclusive: "fail" })).toMatchObject({ decision: "regressed", exitCode: 1 });
  });
});
