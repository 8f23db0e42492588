import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { interpolateLogLog, paretoOptimal } from "../../src/statistics/pareto.js";
import { expectCloseRel } from "./close-to.js";

const positive = fc.double({ min: 0.01, max: 1e4, noNaN: true });
const point = fc.record({ x: positive, y: positive });

describe("Pareto-optimal points", () => {
  it("are those that no other one beats in both", () => {
    const points = [
      { x: 10, y: 100 },
      { x: 8, y: 200 },
      { x: 7, y: 190 },
      { x: 2, y: 300 },
      { x: 2, y: 250 },
    ];
    expect(paretoOptimal(points)).toEqual([true, true, false, true, false]);
  });

  it("do not beat their equals", () => {
    expect(
      paretoOptimal([
        { x: 1, y: 1 },
        { x: 1, y: 1 },
      ]),
    ).toEqual([true, true]);
  });

  it("are at least one of any, and in falling order of y by x", () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 12 }), (points) => {
        const best = points.filter((_, index) => paretoOptimal(points)[index]).toSorted((a, b) => a.x - b.x);
        expect(best.length).toBeGreaterThan(0);
        for (const [index, one] of best.slice(1).entries()) expect(one.y).toBeLessThanOrEqual(best[index]?.y ?? 0);
      }),
    );
  });
});

describe("interpolation on logarithmic axes", () => {
  it("follows a power law exactly, in any order of the points", () => {
    const curve = [8, 1, 4].map((x) => ({ x, y: 100 / x ** 0.5 }));
    expectCloseRel(interpolateLogLog(curve, 2) ?? 0, 100 / 2 ** 0.5, 1e-12);
    expect(interpolateLogLog(curve, 4)).toBe(50);
  });

  it("never goes beyond the points", () => {
    const curve = [
      { x: 1, y: 1 },
      { x: 2, y: 2 },
    ];
    expect([0.99, 2.01].map((x) => interpolateLogLog(curve, x))).toEqual([undefined, undefined]);
    expect(interpolateLogLog([], 1)).toBeUndefined();
  });
});
