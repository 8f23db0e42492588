import { randomNormal } from "d3-random";
import { describe, expect, it } from "vitest";
import { namedRandom } from "../../src/contract/random.js";
import { chiSquaredCdf, chiSquaredQuantile } from "../../src/statistics/chi-squared.js";
import { deviationInterval } from "../../src/statistics/deviation-interval.js";
import { incompleteGamma } from "../../src/statistics/incomplete-gamma.js";
import { standardNormalCdf, standardNormalQuantile } from "../../src/statistics/standard-normal.js";
import { sampleStandardDeviation } from "../../src/statistics/summary.js";
import { expectCloseRel } from "./close-to.js";

describe("the incomplete gamma functions", () => {
  it.each([
    // scipy 1.x: gammainc, gammaincc
    { a: 0.5, x: 0.1, lower: 0.34527915398142317, upper: 0.6547208460185768 },
    { a: 0.5, x: 30, lower: 0.9999999999999906, upper: 9.485737571073857e-15 },
    { a: 10, x: 3, lower: 0.0011024881301154815, upper: 0.9988975118698845 },
    { a: 10, x: 40, lower: 0.9999999960740678, upper: 3.925932226286184e-9 },
    { a: 200, x: 150, lower: 5.709688574208249e-5, upper: 0.9999429031142579 },
    { a: 2.5, x: 2.5, lower: 0.584119813004492, upper: 0.4158801869955079 },
  ])("of shape $a at $x", ({ a, x, lower, upper }) => {
    const tails = incompleteGamma(a, x);
    expectCloseRel(tails.lower, lower, 1e-11);
    expectCloseRel(tails.upper, upper, 1e-11);
  });

  it("meet where the series ends and the fraction begins", () => {
    for (const a of [0.3, 1, 4.5, 60]) {
      const [below, above] = [incompleteGamma(a, a + 1 - 1e-9), incompleteGamma(a, a + 1)];
      expectCloseRel(below.upper, above.upper, 1e-7);
    }
  });

  it("know their ends and refuse what is none", () => {
    expect(incompleteGamma(2, 0)).toEqual({ lower: 0, upper: 1 });
    expect(incompleteGamma(2, Number.POSITIVE_INFINITY)).toEqual({ lower: 1, upper: 0 });
    for (const [a, x] of [
      [0, 1],
      [Number.POSITIVE_INFINITY, 1],
      [1, -1],
      [1, Number.NaN],
    ] as const) {
      expect(() => incompleteGamma(a, x)).toThrow(RangeError);
    }
  });
});

describe("χ²", () => {
  it.each([
    // scipy 1.x: chi2.ppf; those of 4 degrees of freedom stand in every table
    { df: 1, p: 0.025, x: 0.0009820691171752555 },
    { df: 4, p: 0.025, x: 0.4844185570879299 },
    { df: 4, p: 0.975, x: 11.143286781877796 },
    { df: 9, p: 0.025, x: 2.7003894999803584 },
    { df: 9, p: 0.975, x: 19.02276779864163 },
    { df: 0.5, p: 0.1, x: 0.00013500124771267946 },
    { df: 100, p: 0.001, x: 61.91793920693662 },
    { df: 1000, p: 0.975, x: 1089.5309127749135 },
    { df: 29, p: 1e-6, x: 5.789703919628622 },
    { df: 3, p: 0.999999, x: 30.66484970615427 },
  ])("has the quantile $x at $p with $df degrees of freedom", ({ df, p, x }) => {
    expectCloseRel(chiSquaredQuantile(p, df), x, 1e-9);
    expectCloseRel(chiSquaredCdf(x, df), p, 1e-10);
  });

  it("of one degree of freedom is the square of a normal variable, of two it is exponential", () => {
    for (const p of [0.001, 0.05, 0.5, 0.9, 0.999]) {
      expectCloseRel(chiSquaredQuantile(p, 1), standardNormalQuantile((1 + p) / 2) ** 2, 1e-9);
      expectCloseRel(chiSquaredQuantile(p, 2), -2 * Math.log1p(-p), 1e-11);
    }
    for (const z of [0.1, 1, 3]) expectCloseRel(chiSquaredCdf(z * z, 1), 2 * standardNormalCdf(z) - 1, 1e-11);
  });

  it("refuses what is no probability", () => {
    for (const p of [0, 1, -0.1, Number.NaN]) expect(() => chiSquaredQuantile(p, 3)).toThrow(RangeError);
    expect(() => chiSquaredQuantile(0.5, 0)).toThrow(RangeError);
  });
});

describe("the interval of a standard deviation", () => {
  it("after five runs is known to a factor between 0.6 and 2.9", () => {
    const { low, high } = deviationInterval(1, 4, 0.95);
    expectCloseRel(low, Math.sqrt(4 / 11.143286781877796), 1e-9);
    expectCloseRel(high, Math.sqrt(4 / 0.4844185570879299), 1e-9);
    expect([low.toFixed(1), high.toFixed(1)]).toEqual(["0.6", "2.9"]);
  });

  it("scales with it, and is wider for more confidence and narrower for more runs", () => {
    const { low, high } = deviationInterval(0.02, 9, 0.95);
    const tripled = deviationInterval(0.06, 9, 0.95);
    expectCloseRel(tripled.low, 3 * low, 1e-12);
    expectCloseRel(tripled.high, 3 * high, 1e-12);
    expect(deviationInterval(0.02, 9, 0.99).high).toBeGreaterThan(high);
    expect(deviationInterval(0.02, 19, 0.95).high).toBeLessThan(high);
  });

  it("holds the true one in 95 % of seeded samples", () => {
    const noise = randomNormal.source(namedRandom(20261123, "deviation"))(0, 0.02);
    const samples = 4000;
    let covered = 0;
    for (let sample = 0; sample < samples; sample += 1) {
      const deviation = sampleStandardDeviation(Array.from({ length: 6 }, () => noise()));
      const { low, high } = deviationInterval(deviation, 5, 0.95);
      if (low <= 0.02 && 0.02 <= high) covered += 1;
    }
    // The 99.9 % binomial band.
    expect(Math.abs(covered / samples - 0.95)).toBeLessThan(3.2905 * Math.sqrt((0.95 * 0.05) / samples));
  });

  it("refuses what is none", () => {
    expect(() => deviationInterval(-1, 4, 0.95)).toThrow(RangeError);
    expect(() => deviationInterval(1, 0, 0.95)).toThrow(RangeError);
    expect(() => deviationInterval(1, 4, 95)).toThrow(RangeError);
  });
});
