import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mannWhitney } from "../../src/statistics/mann-whitney.js";
import { midranks } from "../../src/statistics/midranks.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/stats-fixtures.json" with { type: "json" };

const fewValues = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 7 });

/** p by trying all ways to choose which of the pooled values are x's. */
function dealtP(x: readonly number[], y: readonly number[]): number {
  const ranks = midranks([...x, ...y]);
  const seen = ranks.slice(0, x.length).reduce((sum, rank) => sum + rank, 0);
  let [above, below, all] = [0, 0, 0];
  for (let chosen = 0; chosen < 1 << ranks.length; chosen += 1) {
    const own = ranks.filter((_, index) => (chosen >> index) & 1);
    if (own.length !== x.length) continue;
    all += 1;
    const sum = own.reduce((total, rank) => total + rank, 0);
    if (sum >= seen) above += 1;
    if (sum <= seen) below += 1;
  }
  return Math.min(1, (2 * Math.min(above, below)) / all);
}

describe("mannWhitney", () => {
  it.each(reference.mannwhitney)("answers as R and scipy do: $x against $y", (expected) => {
    const { x, y, U, p2, greater } = expected as typeof expected & { U?: number; greater?: number };
    const test = mannWhitney(x, y);
    expect(test.method).toBe("exact");
    expectCloseRel(test.p, p2, 1e-9);
    if (U !== undefined) expect(test.u).toBe(U);
    if (greater !== undefined) expectCloseRel(test.pGreater, greater, 1e-9);
    // A known fault of another tool: p = 0 in one direction and 0.0952 in the other.
    expectCloseRel(mannWhitney(y, x).p, p2, 1e-9);
  });

  it("counts every way to deal the values, ties or not", () => {
    fc.assert(
      fc.property(fewValues, fewValues, (x, y) => {
        const test = mannWhitney(x, y);
        expect(test.p).toBeCloseTo(dealtP(x, y), 10);
        expect(test.superiority).toBeCloseTo(1 - mannWhitney(y, x).superiority, 12);
      }),
      { numRuns: 60 },
    );
  });

  it("takes the normal approximation for thousands of pairs, and it agrees with the exact answer", () => {
    const x = Array.from({ length: 100 }, (_, index) => (index * 37) % 101);
    const y = Array.from({ length: 100 }, (_, index) => ((index * 53) % 103) + 8);
    const [exact, normal] = [mannWhitney(x, y), mannWhitney([...x, 50], y)];
    expect([exact.method, normal.method]).toEqual(["exact", "normal"]);
    expect(Math.abs(exact.p - normal.p)).toBeLessThan(0.02);
  });

  it("stays exact and quick where one side is far larger, whichever it is", () => {
    const [few, many] = [[10.5, 400.5, 990.5], Array.from({ length: 2000 }, (_, index) => index)];
    const [one, other] = [mannWhitney(few, many), mannWhitney(many, few)];
    expect([one.method, other.method]).toEqual(["exact", "exact"]);
    // scipy.stats.mannwhitneyu(few, many, method="exact").
    expectCloseRel(one.p, 0.11558594272379676, 1e-9);
    expectCloseRel(other.p, one.p, 1e-12);
    expectCloseRel(one.pGreater, 0.9423302107529139, 1e-9);
    expectCloseRel(other.pGreater, 0.05779297136189838, 1e-9);
  });

  it("refuses nothing and what is no number", () => {
    expect(() => mannWhitney([], [1])).toThrow(RangeError);
    expect(() => mannWhitney([Number.NaN], [1])).toThrow(RangeError);
  });
});
