import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { studentTCdf, studentTCritical, studentTQuantile, studentTTwoSidedP } from "../../src/statistics/student-t.js";
import { expectCloseRel } from "./close-to.js";
import exact from "./fixtures/mpmath-reference.json" with { type: "json" };
import r from "./fixtures/r-reference.json" with { type: "json" };
import reference from "./fixtures/stats-fixtures.json" with { type: "json" };

/** R's figures are printed with 15 digits. */
const printed = 1e-14;
const degrees = fc.double({ min: 1, max: 500, noNaN: true });
const probabilities = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

describe("studentTCdf", () => {
  it.each(r.tCdf)("agrees with R at t = $t, df = $df", ({ t, df, p }) => {
    expectCloseRel(studentTCdf(t, df), p, printed);
  });

  it("is symmetric about 0 and reaches both ends", () => {
    expect(studentTCdf(0, 3.5)).toBe(0.5);
    expect(studentTCdf(-2, 3.5) + studentTCdf(2, 3.5)).toBeCloseTo(1, 15);
    expect(studentTCdf(Number.POSITIVE_INFINITY, 2)).toBe(1);
    expect(studentTCdf(Number.NEGATIVE_INFINITY, 2)).toBe(0);
  });

  it.each([
    [Number.NaN, 3],
    [1, 0],
    [1, Number.NaN],
    [1, Number.POSITIVE_INFINITY],
  ])("refuses t = %d, df = %d", (t, df) => {
    expect(() => studentTCdf(t, df)).toThrow(RangeError);
  });
});

describe("studentTTwoSidedP", () => {
  it.each(exact.twoSidedP)("is exact at t = $t, df = $df", ({ t, df, p }) => {
    expectCloseRel(studentTTwoSidedP(t, df), p, 1e-13);
    expect(studentTTwoSidedP(-t, df)).toBe(studentTTwoSidedP(t, df));
  });

  it("is 1 at t = 0", () => {
    expect(studentTTwoSidedP(0, 4)).toBe(1);
  });
});

describe("studentTQuantile", () => {
  it.each(r.tQuantile975)("agrees with R for 97.5 % at df = $df", ({ df, t }) => {
    expectCloseRel(studentTQuantile(0.975, df), t, printed);
    expectCloseRel(studentTQuantile(0.025, df), -t, printed);
    expectCloseRel(studentTCritical(0.95, df), t, printed);
  });

  it.each(exact.upperQuantile)("is exact for the tail $tail at df = $df", ({ tail, df, t }) => {
    expectCloseRel(studentTQuantile(tail, df), -t, 1e-13);
  });

  it("has the closed forms of 1 and 2 degrees of freedom", () => {
    for (const p of [1e-9, 0.01, 0.2, 0.24, 0.26, 0.4, 0.6, 0.75, 0.999]) {
      expectCloseRel(studentTQuantile(p, 1), -1 / Math.tan(Math.PI * p), 1e-12);
      expectCloseRel(studentTQuantile(p, 2), (2 * p - 1) / Math.sqrt(2 * p * (1 - p)), 1e-12);
    }
    expect(studentTQuantile(0.5, 7)).toBe(0);
  });

  it("keeps its digits next to the median", () => {
    const offset = 2 ** -45;
    const densityAtZero = 3 / 8;
    expectCloseRel(studentTQuantile(0.5 + offset, 4), offset / densityAtZero, 1e-13);
  });

  it("inverts the distribution function", () => {
    fc.assert(
      fc.property(probabilities, degrees, (p, df) => {
        expectCloseRel(studentTCdf(studentTQuantile(p, df), df), p, 1e-11);
      }),
    );
  });

  it.each([
    [0, 3],
    [1, 3],
    [Number.NaN, 3],
    [1e-200, 3],
    [0.9, 0.5],
    [0.9, Number.POSITIVE_INFINITY],
  ])("refuses p = %d, df = %d", (p, df) => {
    expect(() => studentTQuantile(p, df)).toThrow(RangeError);
  });
});

describe("studentTCritical", () => {
  it.each([0, 1, 95, Number.NaN])("refuses a confidence of %d", (confidence) => {
    expect(() => studentTCritical(confidence, 4)).toThrow(RangeError);
  });
});

describe("the reference answers for t", () => {
  it.each(Object.entries(reference.tquantile_975))("t quantile 0.975 with %s df", (df, t) => {
    expectCloseRel(studentTQuantile(0.975, Number(df)), t, 1e-12);
  });

  it.each(reference.tcdf)("P(T <= $t) with $df df", ({ t, df, p }) => {
    expectCloseRel(studentTCdf(t, df), p, 1e-10);
  });
});
