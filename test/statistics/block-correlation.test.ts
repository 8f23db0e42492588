import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockCorrelation } from "../../src/statistics/block-correlation.js";
import { expectCloseRel } from "./close-to.js";

describe("blockCorrelation", () => {
  it("is Pearson's r with the one-sided p of its t", () => {
    // By hand: r = 3 / 5; with 2 degrees of freedom P(T > t) = (1 - t / sqrt(t^2 + 2)) / 2, which is (1 - r) / 2.
    const correlation = blockCorrelation([
      [1, 2],
      [2, 1],
      [3, 4],
      [4, 3],
    ]);
    expectCloseRel(correlation!.r, 0.6, 1e-12);
    expectCloseRel(correlation!.p, 0.2, 1e-12);
  });

  it("knows the ends of its range", () => {
    const line = (slope: number) => [1, 2, 4].map((x) => [x, slope * x] as const);
    expect(blockCorrelation(line(2))).toEqual({ r: 1, p: 0 });
    expect(blockCorrelation(line(-1))).toEqual({ r: -1, p: 1 });
    expect(blockCorrelation(line(0))).toBeUndefined();
    expect(blockCorrelation(line(1).slice(1))).toBeUndefined();
  });

  it("does not care which side is which, nor for shift and scale", () => {
    const pair = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 }));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 4, maxLength: 9 }), (pairs) => {
        const one = blockCorrelation(pairs);
        const other = blockCorrelation(pairs.map(([a, b]) => [3 * b + 7, a]));
        fc.pre(one !== undefined && Math.abs(one.r) < 0.999999);
        expect(other!.r).toBeCloseTo(one!.r, 9);
        expect(other!.p).toBeCloseTo(one!.p, 9);
      }),
    );
  });
});
