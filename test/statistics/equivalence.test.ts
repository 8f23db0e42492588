import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aboveLimitP, EQUIVALENCE_CONFIDENCE, isEquivalent, tostP } from "../../src/statistics/equivalence.js";
import { ratioInterval } from "../../src/statistics/ratio-estimate.js";
import { welchLogRatio } from "../../src/statistics/welch-log-ratio.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/r-reference.json" with { type: "json" };
import published from "./fixtures/stats-fixtures.json" with { type: "json" };
import { requireEstimate } from "./require-estimate.js";
import { varyingRuns } from "./run-values.js";

const { A, B, tost } = reference.ratio;

describe("tostP", () => {
  it.each(Object.entries(tost))("agrees with two one-sided t.tests in R at the margin %s", (limit, p) => {
    const there = requireEstimate(welchLogRatio(A, B, 0.95));
    const back = requireEstimate(welchLogRatio(B, A, 0.95));
    expectCloseRel(tostP(there, Number(limit) - 1), p, 1e-10);
    expectCloseRel(tostP(back, Number(limit) - 1), p, 1e-10);
  });

  it("is below 5 % exactly when the 90 % interval lies within the margin", () => {
    fc.assert(
      fc.property(varyingRuns, varyingRuns, fc.double({ min: 0.01, max: 20, noNaN: true }), (a, b, margin) => {
        const estimate = requireEstimate(welchLogRatio(a, b, 0.95));
        const { low, high } = ratioInterval(estimate, EQUIVALENCE_CONFIDENCE);
        const p = tostP(estimate, margin);
        fc.pre(Math.abs(p - 0.05) > 1e-9);
        expect(isEquivalent(low, high, margin)).toBe(p < 0.05);
      }),
      { numRuns: 500 },
    );
  });
});

describe("isEquivalent", () => {
  it("wants the whole interval inside, on a scale where both limits are mirror images", () => {
    expect(isEquivalent(0.99, 1.01, 0.02)).toBe(true);
    expect(isEquivalent(0.99, 1.021, 0.02)).toBe(false);
    expect(isEquivalent(0.9803, 1, 0.02)).toBe(false);
    expect(isEquivalent(0.9805, 1, 0.02)).toBe(true);
  });

  it("an interval that touches the margin is not inside", () => {
    expect(isEquivalent(1, 1.02, 0.02)).toBe(false);
    expect(isEquivalent(1 / 1.02, 1, 0.02)).toBe(false);
  });

  it.each([0, -0.02, Number.NaN, Number.POSITIVE_INFINITY])("refuses a margin of %d", (margin) => {
    expect(() => isEquivalent(0.99, 1.01, margin)).toThrow(RangeError);
  });
});

describe("equivalence and non-inferiority", () => {
  const { A, B, tost, nonInferiority_B_over_A_gt_0 } = {
    ...published.ratio,
    nonInferiority_B_over_A_gt_0: published.ratio["nonInferiority_B_over_A_gt_0.95"],
  };

  it.each(Object.entries(tost))("TOST within %s", (limit, p) => {
    expectCloseRel(tostP(requireEstimate(welchLogRatio(A, B, 0.95)), Number(limit) - 1), p, 1e-9);
  });

  it("non-inferiority at 0.95", () => {
    const estimate = requireEstimate(welchLogRatio(B, A, 0.95));
    expectCloseRel(aboveLimitP(estimate, 0.95), nonInferiority_B_over_A_gt_0, 1e-9);
    expect(() => aboveLimitP(estimate, 0)).toThrow(RangeError);
  });
});
