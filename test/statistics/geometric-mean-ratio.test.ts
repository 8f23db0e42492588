import { describe, expect, it } from "vitest";
import { geometricMeanRatio } from "../../src/statistics/geometric-mean-ratio.js";
import { welchLogRatio } from "../../src/statistics/welch-log-ratio.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/stats-fixtures.json" with { type: "json" };
import { requireEstimate } from "./require-estimate.js";

describe("geometricMeanRatio", () => {
  it("has Satterthwaite's degrees of freedom over all sides of all workloads", () => {
    const { A, B } = reference.ratio;
    const { A2, B2, est, ci, df } = reference.geomean2workloads;
    const ratios = [welchLogRatio(A, B, 0.95), welchLogRatio(A2, B2, 0.95)].map((result) => ({
      ...requireEstimate(result),
      weight: 1,
    }));
    const combined = geometricMeanRatio(ratios, 0.95);
    expectCloseRel(combined.ratio, est, 1e-12);
    expectCloseRel(combined.df, df, 1e-10);
    expectCloseRel(combined.low, ci[0] as number, 1e-10);
    expectCloseRel(combined.high, ci[1] as number, 1e-10);
  });

  it("of one ratio is that ratio, whatever its weight", () => {
    const one = { ratio: 1.2, standardErrorLog: 0.01, df: 5, weight: 7 };
    expect(geometricMeanRatio([one], 0.95).ratio).toBeCloseTo(1.2, 14);
    expect(() => geometricMeanRatio([{ ...one, weight: 0 }], 0.95)).toThrow(RangeError);
  });
});
