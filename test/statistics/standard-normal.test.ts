import { describe, expect, it } from "vitest";
import { standardNormalCdf, standardNormalQuantile } from "../../src/statistics/standard-normal.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/stats-fixtures.json" with { type: "json" };

/** Quantiles that stand in every table of the distribution, to the digits of a double. */
const KNOWN: readonly (readonly [z: number, probability: number])[] = [
  [0, 0.5],
  [1, 0.8413447460685429],
  [-1, 0.15865525393145707],
  [1.959963984540054, 0.975],
  [-1.6448536269514729, 0.05],
  [2.5758293035489004, 0.995],
  [-3.090232306167813, 0.001],
  [-4.753424308822899, 1e-6],
  [-6.361340902404056, 1e-10],
];

describe("the standard normal distribution", () => {
  it.each(KNOWN)("has at %f the cumulative probability %f, and back", (z, probability) => {
    expect(Math.abs(standardNormalCdf(z) / probability - 1)).toBeLessThan(1e-12);
    expect(Math.abs(standardNormalQuantile(probability) - z)).toBeLessThan(1e-12);
  });

  it("is symmetric, monotone across the seam of both methods, and its own inverse", () => {
    let previous = 0;
    for (let z = -8; z <= 8; z += 0.01) {
      const probability = standardNormalCdf(z);
      expect(probability).toBeGreaterThanOrEqual(previous);
      expect(Math.abs(probability + standardNormalCdf(-z) - 1)).toBeLessThan(1e-15);
      // Beyond 5 the probability is too near 1 for the digits of z.
      if (z < 5) expect(Math.abs(standardNormalQuantile(probability) - z)).toBeLessThan(1e-9);
      previous = probability;
    }
  });

  it("knows its ends, and refuses what is no probability", () => {
    expect(standardNormalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(standardNormalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(standardNormalCdf(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(standardNormalCdf(Number.POSITIVE_INFINITY)).toBe(1);
    for (const p of [-0.1, 1.1, Number.NaN]) expect(() => standardNormalQuantile(p)).toThrow(RangeError);
    expect(() => standardNormalCdf(Number.NaN)).toThrow(RangeError);
  });
});

describe("the reference answers for the normal distribution", () => {
  it.each(Object.entries(reference.pnorm))("P(Z <= %s)", (z, p) => {
    expectCloseRel(standardNormalCdf(Number(z)), p, 1e-11);
  });

  it.each(Object.entries(reference.qnorm))("normal quantile of %s", (p, z) => {
    expectCloseRel(standardNormalQuantile(Number(p)), z, 1e-11);
  });
});
