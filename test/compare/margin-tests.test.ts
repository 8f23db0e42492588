import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectCloseRel } from "../statistics/close-to.js";
import reference from "../statistics/fixtures/r-reference.json" with { type: "json" };
import fixtures from "../statistics/fixtures/stats-fixtures.json" with { type: "json" };
import { varyingRuns } from "../statistics/run-values.js";
import { METRIC, requireRatio, rowOfValues } from "./row-fixtures.js";

const { A, B, tost, welchLog } = reference.ratio;
const margins = (margin: number, own?: number) => ({
  default: margin,
  metrics: own === undefined ? {} : { [METRIC]: own },
});

describe("tests against stated margins", () => {
  it("are not there where the suite states none, nor on metrics that are not primary", () => {
    expect(rowOfValues(A, B)).not.toHaveProperty("tests");
    const planned = { equivalence: margins(0.05), primaryMetrics: [] };
    expect(rowOfValues(A, B, { planned })).not.toHaveProperty("tests");
  });

  it.each([
    [0.05, true],
    [0.03, false],
  ])("show equivalence as R does, at the margin %d", (margin, isShown) => {
    const [test] = rowOfValues(A, B, { planned: { equivalence: margins(margin) } }).tests ?? [];
    expect(test).toMatchObject({ kind: "equivalence", margin, isShown });
    expectCloseRel(test!.low, welchLog.ci90[0]!, 1e-10);
    expectCloseRel(test!.high, welchLog.ci90[1]!, 1e-10);
    expectCloseRel(test!.p, tost[String(1 + margin) as keyof typeof tost], 1e-9);
  });

  it("show non-inferiority as R does: B is at least 95 % of A", () => {
    const [test] = rowOfValues(B, A, { planned: { nonInferiority: margins(0.05) } }).tests ?? [];
    expect(test).toMatchObject({ kind: "non-inferiority", isShown: true });
    expectCloseRel(test!.p, fixtures.ratio["nonInferiority_B_over_A_gt_0.95"], 1e-9);
    const [narrow] = rowOfValues(B, A, { planned: { nonInferiority: margins(0.05, 0.03) } }).tests ?? [];
    expect(narrow).toMatchObject({ margin: 0.03, isShown: false });
  });

  it("turn a metric that is better when lower: what is 5 % more of it is 5 % worse", () => {
    const planned = { nonInferiority: margins(0.02) };
    const [more, less] = [
      rowOfValues(A, B, { planned, better: "lower" }),
      rowOfValues(B, A, { planned, better: "lower" }),
    ];
    expect(more.tests).toMatchObject([{ isShown: false }]);
    expect(less.tests).toMatchObject([{ isShown: true }]);
    expect(more.tests?.[0]?.low).toBeGreaterThan(1);
  });

  it("have one answer whichever way is better, by the reciprocal values", () => {
    fc.assert(
      fc.property(varyingRuns, varyingRuns, fc.double({ min: 0.01, max: 0.9, noNaN: true }), (a, b, margin) => {
        const planned = { nonInferiority: margins(margin) };
        const reciprocal = (values: readonly number[]) => values.map((value) => 1 / value);
        const [one] = rowOfValues(a, b, { planned }).tests ?? [];
        const [other] = rowOfValues(reciprocal(a), reciprocal(b), { planned, better: "lower" }).tests ?? [];
        expectCloseRel(other!.p, one!.p, 1e-6);
        fc.pre(Math.abs(one!.p - 0.05) > 1e-9);
        expect([one!.isShown, other!.isShown]).toEqual([one!.p < 0.05, one!.p < 0.05]);
      }),
      { numRuns: 100 },
    );
  });

  it("rest on the interval with systematic bounds", () => {
    const bound = { kind: "meter", factorLow: 0.98, factorHigh: 1.02, assumed: false, source: "sheet" };
    const planned = { equivalence: margins(0.05) };
    const [test] = rowOfValues(A, B, { planned, systematic: { a: [bound], b: [] } }).tests ?? [];
    expect(test?.isShown).toBe(false);
    expectCloseRel(test!.high, welchLog.ci90[1]! * 1.02, 1e-10);
  });
});

describe("shared meters", () => {
  const meter = (source: string, relative = 0.05) => {
    return { kind: "meter", factorLow: 1 - relative, factorHigh: 1 + relative, assumed: false, source };
  };
  const bridge = { kind: "bridge", factorLow: 0.97, factorHigh: 1.03, assumed: false, source: "bridge" };

  it("cancel the bound that both sides have from one source, and nothing else", () => {
    const systematic = { a: [meter("pdu"), bridge], b: [meter("pdu")] };
    const own = requireRatio(rowOfValues(A, B, { systematic }));
    const shared = requireRatio(rowOfValues(A, B, { systematic, planned: { meters: "shared" } }));
    expectCloseRel(own.highWithSystematic, (own.high * 1.05 * 1.03) / 0.95, 1e-12);
    expectCloseRel(shared.highWithSystematic, shared.high * 1.03, 1e-12);
    expect(shared.systematic).toEqual({ candidate: [bridge], baseline: [] });
  });

  it("leave in what one error of the meter does to the two sides differently", () => {
    // 5 W on 100 W and on 250 W.
    const systematic = { a: [meter("pdu", 0.05)], b: [meter("pdu", 0.02)] };
    const shared = requireRatio(rowOfValues(A, B, { systematic, planned: { meters: "shared" } }));
    expectCloseRel(shared.highWithSystematic, (shared.high * 1.05) / 1.02, 1e-12);
    expectCloseRel(shared.lowWithSystematic, (shared.low * 0.95) / 0.98, 1e-12);
    expect(shared.systematic).toMatchObject({ candidate: [{ kind: "meter-difference", source: "pdu" }], baseline: [] });
  });

  it("leave in what comes from two sources: it cannot be one meter's", () => {
    const systematic = { a: [meter("npu-smi")], b: [meter("nvidia-smi")] };
    const shared = requireRatio(rowOfValues(A, B, { systematic, planned: { meters: "shared" } }));
    expectCloseRel(shared.lowWithSystematic, (shared.low * 0.95) / 1.05, 1e-12);
  });
});
