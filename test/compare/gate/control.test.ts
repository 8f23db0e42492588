import { describe, expect, it } from "vitest";
import { blindReport, gateReport } from "../../../src/compare/gate/gate-report.js";
import { judgeControl } from "../../../src/compare/gate/judge-control.js";
import { judgeGate } from "../../../src/compare/gate/judge-gate.js";
import { warning } from "../../../src/model/finding.js";
import { makeComparison, makeSystem } from "../../fixtures/records.js";
import { codes } from "../results-fixtures.js";
import { drawn, gatePlan, THROUGHPUT } from "./gate-fixtures.js";

function control(
  speed: number,
  primaryMetrics: readonly string[],
  watts = 100,
  { cv = 0.005, family }: { cv?: number; family?: number | undefined } = {},
) {
  const systems = [makeSystem("head"), makeSystem("head-slowed", { injected: { slowdown: 0.05 } })];
  const comparisons = [makeComparison({ candidate: "head-slowed", baseline: "head", primaryMetrics })];
  const from = drawn({
    plan: gatePlan({ systems, comparisons }),
    speeds: { "head-slowed": speed },
    watts: { "head-slowed": watts },
    cv,
  });
  return judgeControl(from, {}, { systemId: "head", slowdown: 0.05, family }).control;
}

describe("the control of a gate", () => {
  it("is found where the slowed copy regressed", () => {
    const found = control(0.9, [THROUGHPUT]);
    expect(found).toMatchObject({ slowdown: 0.05, systemId: "head", isBlind: false });
    expect(found.lines).toMatchObject([{ workloadId: "chat", metricId: THROUGHPUT, isFound: true }]);
    expect(found.lines[0]?.change?.ratio).toBeCloseTo(0.9, 1);
  });

  it("is blind where it did not, or only the energy tells", () => {
    expect(control(1, [THROUGHPUT])).toMatchObject({ isBlind: true, lines: [{ isFound: false }] });
    expect(control(1, [THROUGHPUT, "tokens-per-joule"], 150)).toMatchObject({
      isBlind: true,
      lines: [{ metricId: THROUGHPUT }],
    });
    expect(control(0.9, [])).toMatchObject({ isBlind: true, lines: [] });
  });

  it("is held back by as many tests as the gate has, not only by its own", () => {
    const noisy = (family?: number) => control(0.9, [THROUGHPUT], 100, { cv: 0.2, family });
    const alone = noisy();
    const p = alone.lines[0]?.change?.p ?? 0;
    expect(alone.isBlind).toBe(false);
    expect(alone.lines[0]?.change).not.toHaveProperty("adjustedP");
    expect(noisy(2).lines[0]?.change?.adjustedP).toBeCloseTo(2 * p, 12);
    expect(noisy(Math.ceil(0.06 / p))).toMatchObject({ isBlind: true });
  });

  it("makes a blind gate a failed measurement, whatever it says", () => {
    const blind = control(1, [THROUGHPUT]);
    const plan = gatePlan();
    const report = blindReport(
      plan,
      "base",
      { control: blind, reasons: [warning("why")] },
      { executionId: "c", commit: "abc" },
    );
    expect(report).toMatchObject({ exitCode: 3, decision: "not-comparable", commit: "abc", planHash: plan.hash });
    expect(codes(report.caveats)).toEqual(["gate-blind", "why"]);
    const judgement = judgeGate(drawn({ cv: 0.003 }), { form: "base", selection: {} });
    expect(gateReport(judgement, { inconclusive: "warn", control: blind }).exitCode).toBe(3);
    expect(gateReport(judgement, { inconclusive: "warn", control: control(0.9, [THROUGHPUT]) }).exitCode).toBe(0);
  });
});
