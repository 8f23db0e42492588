import { describe, expect, it } from "vitest";
import { binomialCdf, binomialProbability, binomialQuantile } from "../../src/statistics/binomial.js";
import { expectCloseRel } from "./close-to.js";

describe("binomial", () => {
  it("adds up its probabilities", () => {
    let sum = 0;
    for (let k = 0; k <= 12; k += 1) {
      sum += binomialProbability(k, 12, 0.3);
      expectCloseRel(binomialCdf(k, 12, 0.3), sum, 1e-12);
    }
    expect(binomialProbability(2, 3, 0.5)).toBeCloseTo(0.375, 14);
  });

  it("has the quantiles of R's qbinom, at a jump the lower one", () => {
    expect(binomialQuantile(0.025, 2000, 0.99)).toBe(1971);
    expect(binomialQuantile(0.5, 1, 0.5)).toBe(0);
    expect([binomialQuantile(0, 5, 0.5), binomialQuantile(1, 5, 0.5)]).toEqual([0, 5]);
  });

  it("knows its ends", () => {
    expect([binomialCdf(-1, 3, 0.5), binomialCdf(3, 3, 0.5), binomialCdf(1, 3, 0), binomialCdf(1, 3, 1)]).toEqual([
      0, 1, 1, 0,
    ]);
    expect(() => binomialCdf(1, 2.5, 0.5)).toThrow(RangeError);
  });
});
