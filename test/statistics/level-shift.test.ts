import { randomNormal } from "d3-random";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namedRandom } from "../../src/contract/random.js";
import { driftBetweenHalves, levelShift } from "../../src/statistics/level-shift.js";
import { expectCloseRel } from "./close-to.js";

/** AR(1) noise of sd 1 about 20. */
function correlated(seed: number, length: number, rho: number): number[] {
  const normal = randomNormal.source(namedRandom(seed, `ar-${length}-${rho}`))(0, 1);
  let state = normal();
  return Array.from({ length }, () => {
    state = rho * state + Math.sqrt(1 - rho ** 2) * normal();
    return 20 + state;
  });
}

const SERIES = 2000;

describe("a drift between the halves", () => {
  it.each([
    // 1 % nominal. On few windows that correlate a Welch test on batch means is far above it (npm run bench:steady).
    { length: 60, rho: 0, most: 0.02 },
    { length: 60, rho: 0.3, most: 0.025 },
    { length: 60, rho: 0.6, most: 0.03 },
    { length: 300, rho: 0, most: 0.02 },
    { length: 300, rho: 0.3, most: 0.02 },
    { length: 300, rho: 0.6, most: 0.02 },
    { length: 300, rho: 0.9, most: 0.03 },
  ])("is seen in no more than $most of steady series ($length windows, correlation $rho)", ({ length, rho, most }) => {
    const seen = Array.from({ length: SERIES }, (_, seed) => driftBetweenHalves(correlated(seed, length, rho))?.p ?? 0);
    expect(seen.filter((p) => p < 0.01).length / SERIES).toBeLessThanOrEqual(most);
  });

  it("is seen in a ramp that differs by two standard deviations between the halves", () => {
    const power = (length: number, rho: number) =>
      Array.from({ length: 200 }, (_, seed) =>
        driftBetweenHalves(correlated(seed, length, rho).map((value, at) => value + (4 * at) / length)),
      ).filter((drift) => (drift?.p ?? 1) < 0.01).length / 200;
    expect(power(60, 0)).toBeGreaterThan(0.99);
    expect(power(300, 0.6)).toBeGreaterThan(0.99);
  });

  it("is certain where there is no noise, and certainly none where nothing differs", () => {
    const line = Array.from({ length: 100 }, (_, index) => 100 - index / 10);
    expect(driftBetweenHalves(line)?.p).toBe(0);
    expectCloseRel(driftBetweenHalves(line)?.relative ?? 0, -5 / 97.55, 1e-9);
    expect(driftBetweenHalves(Array<number>(100).fill(0.3))).toEqual({ relative: 0, p: 1 });
  });

  it("needs sixty windows", () => {
    expect(driftBetweenHalves(correlated(1, 59, 0))).toBeUndefined();
    expect(driftBetweenHalves(correlated(1, 60, 0))).toBeDefined();
  });

  it("has the same p whatever the unit, and backwards", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.double({ min: 0.01, max: 1000, noNaN: true }), (seed, unit) => {
        const series = correlated(seed, 80, 0.3);
        const p = driftBetweenHalves(series)?.p ?? Number.NaN;
        expectCloseRel(driftBetweenHalves(series.map((value) => value * unit))?.p ?? 0, p, 1e-6);
        expectCloseRel(driftBetweenHalves(series.toReversed())?.p ?? 0, p, 1e-6);
      }),
      { numRuns: 50 },
    );
  });
});

describe("a shift of level", () => {
  it("is relative to what was before", () => {
    const [before, after] = [correlated(1, 50, 0), correlated(2, 50, 0)];
    expect(
      levelShift(
        before,
        after.map((value) => value + 10),
      )?.relative,
    ).toBeCloseTo(0.5, 1);
    expect(
      levelShift(
        before,
        after.map((value) => value + 10),
      )?.p,
    ).toBeLessThan(1e-6);
  });

  it("is not tested on fewer than five windows, nor relative to nothing", () => {
    expect(levelShift([1, 2, 3, 4], correlated(1, 50, 0))).toBeUndefined();
    expect(levelShift([0, 0, 0, 0, 0], [1, 1, 1, 1, 1])).toEqual({ relative: Number.NaN, p: 0 });
  });
});
