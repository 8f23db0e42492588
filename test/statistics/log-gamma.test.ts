import { describe, expect, it } from "vitest";
import { logBeta, logGamma } from "../../src/statistics/log-gamma.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/mpmath-reference.json" with { type: "json" };

describe("logGamma", () => {
  it.each(reference.logGamma)("ln Γ($x)", ({ x, value }) => {
    expectCloseRel(logGamma(x), value, 1e-13);
  });

  it("is the logarithm of the factorial", () => {
    let factorial = 1;
    for (let n = 2; n <= 170; n++) {
      factorial *= n;
      expectCloseRel(logGamma(n + 1), Math.log(factorial), 1e-13);
    }
  });

  it("is 0 at 1 and 2 to within rounding", () => {
    expect(Math.abs(logGamma(1))).toBeLessThan(1e-14);
    expect(Math.abs(logGamma(2))).toBeLessThan(1e-14);
  });

  it.each([0, -1.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses %d", (x) => {
    expect(() => logGamma(x)).toThrow(RangeError);
  });
});

describe("logBeta", () => {
  it.each(reference.logBeta)("ln B($a, $b), either way round", ({ a, b, value }) => {
    expectCloseRel(logBeta(a, b), value, 1e-13);
    expect(logBeta(b, a)).toBe(logBeta(a, b));
  });

  it("refuses arguments without a beta function", () => {
    expect(() => logBeta(0, 20)).toThrow(RangeError);
    expect(() => logBeta(2, Number.NaN)).toThrow(RangeError);
  });
});
