import { describe, expect, it } from "vitest";
import { autocorrelation } from "../../src/statistics/autocorrelation.js";
import { mean, sampleStandardDeviation } from "../../src/statistics/summary.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/stats-fixtures.json" with { type: "json" };

describe("NIST's certified values", () => {
  const { nist } = reference;
  const series = [nist.NumAcc1, nist.Michelso, nist.Mavro, nist.Lew, nist.Lottery];
  it.each(series)("mean $mean", ({ y, mean: centre, sd, r1 }) => {
    expectCloseRel(mean(y), centre, 1e-12);
    expectCloseRel(sampleStandardDeviation(y), sd, 1e-9);
    expectCloseRel(autocorrelation(y, 1), r1, 1e-9);
  });

  it("knows no lag beyond the series", () => {
    expect(() => autocorrelation([1, 2], 2)).toThrow(RangeError);
    expect(autocorrelation([3, 3, 3], 1)).toBe(0);
  });
});
