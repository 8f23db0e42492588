import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { regularisedIncompleteBeta } from "../../src/statistics/incomplete-beta.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/mpmath-reference.json" with { type: "json" };

const shapes = fc.double({ min: 0.1, max: 200, noNaN: true });
const arguments01 = fc.double({ min: 0.001, max: 0.999, noNaN: true });

describe("regularisedIncompleteBeta", () => {
  it.each(reference.incompleteBeta)("I_$x($a, $b)", ({ a, b, x, value }) => {
    expectCloseRel(regularisedIncompleteBeta(a, b, x), value, 1e-12);
  });

  it("is x^a for b = 1, and the arcsine law for a = b = 1/2", () => {
    for (const x of [1e-8, 0.01, 0.3, 0.5, 0.9, 0.999]) {
      expectCloseRel(regularisedIncompleteBeta(3.5, 1, x), x ** 3.5, 1e-13);
      expectCloseRel(regularisedIncompleteBeta(0.5, 0.5, x), (2 / Math.PI) * Math.asin(Math.sqrt(x)), 1e-13);
    }
  });

  it("sums the upper tail of a binomial distribution", () => {
    const [n, k, x] = [10, 4, 0.3];
    let [coefficient, sum] = [1, 0];
    for (let j = 0; j <= n; j++) {
      if (j >= k) sum += coefficient * x ** j * (1 - x) ** (n - j);
      coefficient = (coefficient * (n - j)) / (j + 1);
    }
    expectCloseRel(regularisedIncompleteBeta(k, n - k + 1, x), sum, 1e-13);
  });

  it("mirrors: I_x(a, b) + I_{1−x}(b, a) = 1", () => {
    fc.assert(
      fc.property(shapes, shapes, arguments01, (a, b, x) => {
        const sum = regularisedIncompleteBeta(a, b, x) + regularisedIncompleteBeta(b, a, 1 - x);
        expectCloseRel(sum, 1, 1e-11);
      }),
    );
  });

  it("rises from 0 to 1", () => {
    expect(regularisedIncompleteBeta(2, 3, 0)).toBe(0);
    expect(regularisedIncompleteBeta(2, 3, 1)).toBe(1);
    fc.assert(
      fc.property(shapes, shapes, arguments01, arguments01, (a, b, x, y) => {
        const [low, high] = [Math.min(x, y), Math.max(x, y)];
        const rise = regularisedIncompleteBeta(a, b, high) - regularisedIncompleteBeta(a, b, low);
        expect(rise).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  });

  it("uses a complement that is known more exactly than 1 − x", () => {
    const [a, complement] = [2 ** 58, 2 ** -56];
    expectCloseRel(regularisedIncompleteBeta(a, 1, 1 - complement, complement), Math.exp(-4), 1e-13);
  });

  it("refuses what is no probability or no shape", () => {
    expect(() => regularisedIncompleteBeta(1, 1, 1.1)).toThrow(RangeError);
    expect(() => regularisedIncompleteBeta(1, 1, Number.NaN)).toThrow(RangeError);
    expect(() => regularisedIncompleteBeta(0, 1, 0.5)).toThrow(RangeError);
  });
});
