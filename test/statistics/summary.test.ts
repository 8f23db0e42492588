import { describe, expect, it } from "vitest";
import { mean, quantileType7, sampleStandardDeviation, sampleVariance } from "../../src/statistics/summary.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/r-reference.json" with { type: "json" };

/** NIST NumAcc2 to 4: `base` + 0.2, then 500 times the pair `base` + 0.1, `base` + 0.3; mean `base` + 0.2, sd 0.1. */
function numAcc(base: number): number[] {
  return [base + 0.2, ...Array.from({ length: 1000 }, (_, index) => base + (index % 2 === 0 ? 0.1 : 0.3))];
}

describe("mean and spread against NIST's certified values", () => {
  it.each(Object.entries(reference.nist))("%s", (_name, dataset) => {
    expectCloseRel(mean(dataset.y), dataset.mean, 1e-14);
    expectCloseRel(sampleStandardDeviation(dataset.y), dataset.sd, 1e-12);
    expectCloseRel(sampleVariance(dataset.y), dataset.sd ** 2, 1e-12);
  });

  it.each([
    ["NumAcc2", 1, 1e-13],
    ["NumAcc3", 1e6, 1e-8],
    // The data themselves are not representable: a double can do no better.
    ["NumAcc4", 1e7, 1e-8],
  ])("%s", (_name, base, tolerance) => {
    expectCloseRel(mean(numAcc(base)), base + 0.2, 1e-14);
    expectCloseRel(sampleStandardDeviation(numAcc(base)), 0.1, tolerance);
  });

  it("has no mean of nothing and no spread of one value", () => {
    expect(() => mean([])).toThrow();
    expect(() => sampleVariance([1])).toThrow();
    expect(() => sampleStandardDeviation([1])).toThrow();
  });
});

describe("quantileType7", () => {
  it.each(reference.quantileType7.quantiles)("p = $p as R and numpy", ({ p, value }) => {
    expectCloseRel(quantileType7(reference.quantileType7.x, p), value, 1e-14);
  });

  it("ends at the extremes, and refuses what has no quantile", () => {
    expect(quantileType7([3, 4, 9], 0)).toBe(3);
    expect(quantileType7([3, 4, 9], 1)).toBe(9);
    expect(() => quantileType7([], 0.5)).toThrow();
    expect(() => quantileType7([1, 2], 99)).toThrow();
  });
});
