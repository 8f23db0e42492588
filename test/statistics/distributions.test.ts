import { describe, expect, it } from "vitest";
import { betaQuantile } from "../../src/statistics/beta-quantile.js";
import { binomialCdf, binomialProbability, binomialQuantile } from "../../src/statistics/binomial.js";
import { fUpperTail } from "../../src/statistics/f-distribution.js";
import { regularisedIncompleteBeta } from "../../src/statistics/incomplete-beta.js";
import { noncentralTCdf } from "../../src/statistics/noncentral-t.js";
import { standardNormalCdf, standardNormalQuantile } from "../../src/statistics/standard-normal.js";
import { studentTCdf, studentTQuantile, studentTTwoSidedP } from "../../src/statistics/student-t.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/stats-fixtures.json" with { type: "json" };

describe("the reference answers for t and the normal distribution", () => {
  it.each(Object.entries(reference.tquantile_975))("t quantile 0.975 with %s df", (df, t) => {
    expectCloseRel(studentTQuantile(0.975, Number(df)), t, 1e-12);
  });

  it.each(reference.tcdf)("P(T <= $t) with $df df", ({ t, df, p }) => {
    expectCloseRel(studentTCdf(t, df), p, 1e-10);
  });

  it.each(Object.entries(reference.pnorm))("P(Z <= %s)", (z, p) => {
    expectCloseRel(standardNormalCdf(Number(z)), p, 1e-11);
  });

  it.each(Object.entries(reference.qnorm))("normal quantile of %s", (p, z) => {
    expectCloseRel(standardNormalQuantile(Number(p)), z, 1e-11);
  });
});

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

describe("F", () => {
  it("with one degree of freedom above is the square of t", () => {
    for (const [t, df] of [
      [2.5, 3],
      [0.1, 12],
      [8, 40],
    ] as const) {
      expectCloseRel(fUpperTail(t * t, 1, df), studentTTwoSidedP(t, df), 1e-12);
    }
  });

  it("is 0.05 at the tabled F(0.95; 3, 8) = 4.066180551", () => {
    expectCloseRel(fUpperTail(4.066180551, 3, 8), 0.05, 1e-8);
  });
});

describe("betaQuantile", () => {
  it("is the inverse of the distribution", () => {
    for (const [p, a, b] of [
      [0.025, 3, 7],
      [0.5, 0.5, 0.5],
      [0.99, 200, 2],
    ] as const) {
      expectCloseRel(regularisedIncompleteBeta(a, b, betaQuantile(p, a, b)), p, 1e-9);
    }
    expect(betaQuantile(0.5, 1, 1)).toBeCloseTo(0.5, 15);
  });
});

describe("noncentralTCdf", () => {
  it("without noncentrality is Student's t", () => {
    for (const t of [-3, -0.2, 0, 0.7, 5]) expectCloseRel(noncentralTCdf(t, 7, 0), studentTCdf(t, 7), 1e-10);
  });

  it("mirrors", () => {
    expect(noncentralTCdf(-1.5, 9, 2) + noncentralTCdf(1.5, 9, -2)).toBeCloseTo(1, 12);
  });

  it("agrees with an integral over the chi distribution", () => {
    for (const [t, df, delta] of [
      [2, 4, 1],
      [2.1, 38, 3.2],
      [1, 10, 5],
    ] as const) {
      expect(noncentralTCdf(t, df, delta)).toBeCloseTo(integrated(t, df, delta), 7);
    }
  });
});

/** P(Z + delta <= t sqrt(W / df)) by Simpson's rule over the density of s = sqrt(W). */
function integrated(t: number, df: number, delta: number): number {
  const steps = 4000;
  const last = Math.sqrt(df) * 4 + 12;
  let [sum, mass] = [0, 0];
  for (let step = 0; step <= steps; step += 1) {
    const s = (last * step) / steps;
    const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2;
    const density = s === 0 ? 0 : Math.exp((df - 1) * Math.log(s) - (s * s) / 2 - (df / 2) * Math.log(df));
    sum += weight * density * standardNormalCdf((t * s) / Math.sqrt(df) - delta);
    mass += weight * density;
  }
  return sum / mass;
}
