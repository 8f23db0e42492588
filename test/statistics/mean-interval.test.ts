import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { geometricMeanInterval, meanInterval } from "../../src/statistics/mean-interval.js";
import { welchLogRatio } from "../../src/statistics/welch-log-ratio.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/r-reference.json" with { type: "json" };
import { requireEstimate } from "./require-estimate.js";
import { varyingRuns } from "./run-values.js";

const { values, mean, ci } = reference.runMeans;

describe("meanInterval", () => {
  it("agrees with R's one-sample t interval", () => {
    const estimate = requireEstimate(meanInterval(values, 0.95));
    expectCloseRel(estimate.point, mean, 1e-14);
    expectCloseRel(estimate.low, ci[0]!, 1e-12);
    expectCloseRel(estimate.high, ci[1]!, 1e-12);
    expect(estimate).toMatchObject({ method: "t", df: 3, n: 4, confidence: 0.95 });
  });

  it("takes zero and negative values", () => {
    expect(requireEstimate(meanInterval([-1, 0, 1], 0.95)).point).toBe(0);
  });

  it("says why there is no interval", () => {
    expect(meanInterval([0, 0, 0], 0.95)).toEqual({ kind: "no-interval", reason: "no-variance", point: 0, n: 3 });
    expect(meanInterval([1, 3], 0.95)).toEqual({ kind: "no-interval", reason: "too-few-runs", point: 2, n: 2 });
    expect(meanInterval([], 0.95)).toEqual({ kind: "no-interval", reason: "too-few-runs", n: 0 });
    expect(meanInterval([1, Number.NaN, 2], 0.95)).toEqual({ kind: "no-interval", reason: "not-finite", n: 3 });
  });

  it("takes a relative spread of 1e-15 for rounding, in any unit", () => {
    for (const unit of [1e-9, 1, 1e12]) {
      expect(meanInterval([0.3 * unit, (0.1 + 0.2) * unit, 0.3 * unit], 0.95).kind).toBe("no-interval");
      expect(meanInterval([0.3 * unit, 0.3000001 * unit, 0.3 * unit], 0.95).kind).toBe("estimate");
    }
  });
});

describe("geometricMeanInterval", () => {
  it("is the t interval of the logarithms", () => {
    const estimate = requireEstimate(geometricMeanInterval(values.map(Math.exp), 0.95));
    expectCloseRel(Math.log(estimate.point), mean, 1e-13);
    expectCloseRel(Math.log(estimate.low), ci[0]!, 1e-12);
    expectCloseRel(Math.log(estimate.high), ci[1]!, 1e-12);
    expect(estimate).toMatchObject({ method: "t-log", df: 3, n: 4 });
  });

  it("the quotient of two means is the point of the ratio", () => {
    fc.assert(
      fc.property(varyingRuns, varyingRuns, (a, b) => {
        const quotient =
          requireEstimate(geometricMeanInterval(a, 0.95)).point / requireEstimate(geometricMeanInterval(b, 0.95)).point;
        expectCloseRel(requireEstimate(welchLogRatio(a, b, 0.95)).ratio, quotient, 1e-12);
      }),
    );
  });

  it("does not overflow where a product would", () => {
    const many = Array.from({ length: 100 }, (_, index) => 20_000 + index);
    expectCloseRel(requireEstimate(geometricMeanInterval(many, 0.95)).point, 20_049.479, 1e-6);
  });

  it("says why there is no interval", () => {
    expect(geometricMeanInterval([4, 4, 4], 0.95)).toMatchObject({ kind: "no-interval", reason: "no-variance", n: 3 });
    expect(geometricMeanInterval([1, 4], 0.95)).toMatchObject({ kind: "no-interval", reason: "too-few-runs" });
    expect(geometricMeanInterval([], 0.95)).toEqual({ kind: "no-interval", reason: "too-few-runs", n: 0 });
    expect(geometricMeanInterval([1, 0, 2], 0.95)).toEqual({ kind: "no-interval", reason: "not-positive", n: 3 });
  });
});
