import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hodgesLehmann, pseudoMedian } from "../../src/statistics/hodges-lehmann.js";
import { mannWhitney } from "../../src/statistics/mann-whitney.js";
import { midranks, tieSizes } from "../../src/statistics/midranks.js";
import { signedRank } from "../../src/statistics/signed-rank.js";
import { trendInOrder } from "../../src/statistics/spearman.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/stats-fixtures.json" with { type: "json" };

const fewValues = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 7 });

describe("midranks", () => {
  it("share the ranks of equal values", () => {
    expect(midranks([3, 1, 3, 2])).toEqual([3.5, 1, 3.5, 2]);
    expect(tieSizes([3, 1, 3, 2, 2, 2])).toEqual([2, 3]);
  });
});

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

  it("refuses nothing and what is no number", () => {
    expect(() => mannWhitney([], [1])).toThrow(RangeError);
    expect(() => mannWhitney([Number.NaN], [1])).toThrow(RangeError);
  });
});

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

describe("hodgesLehmann", () => {
  it("answers as R's wilcox.test(exact, conf.int)", () => {
    const {
      x,
      y,
      hodgesLehmann: shift,
      ci,
    } = reference.mannwhitney[0] as {
      x: number[];
      y: number[];
      hodgesLehmann: number;
      ci: [number, number];
    };
    const estimate = hodgesLehmann(x, y, 0.95);
    expectCloseRel(estimate.estimate, shift, 1e-9);
    expectCloseRel(estimate.low, ci[0], 1e-9);
    expectCloseRel(estimate.high, ci[1], 1e-9);
  });

  it("is a ratio on logarithms", () => {
    const { A, B, mwu, HLratio } = reference.ratio;
    const [plain, logs] = [hodgesLehmann(A, B, 0.95), hodgesLehmann(A.map(Math.log), B.map(Math.log), 0.95)];
    expectCloseRel(plain.estimate, mwu.HL, 1e-9);
    expectCloseRel(plain.low, mwu.ci[0] as number, 1e-9);
    expectCloseRel(plain.high, mwu.ci[1] as number, 1e-9);
    expectCloseRel(Math.exp(logs.estimate), HLratio.est, 1e-10);
    expectCloseRel(Math.exp(logs.low), HLratio.ci[0] as number, 1e-10);
    expectCloseRel(Math.exp(logs.high), HLratio.ci[1] as number, 1e-10);
  });

  it("has no ends where three values a side cannot have any at 95 %", () => {
    expect(hodgesLehmann([4, 5, 6], [1, 2, 3], 0.95)).toMatchObject({ estimate: 3, low: -Infinity, high: Infinity });
  });
});

describe("signedRank", () => {
  const { x, y, V, greater, p2, pseudomedian, ci } = reference.signedRank;
  const differences = x.map((value, index) => Number((value - (y[index] as number)).toFixed(6)));

  it("answers as R on the depression data", () => {
    const test = signedRank(differences);
    expect(test?.v).toBe(V);
    expectCloseRel(test?.pGreater ?? 0, greater, 1e-9);
    expectCloseRel(test?.p ?? 0, p2, 1e-9);
  });

  it("has the pseudo-median with its interval", () => {
    const estimate = pseudoMedian(differences, 0.95);
    expectCloseRel(estimate.estimate, pseudomedian, 1e-9);
    expectCloseRel(estimate.low, ci[0] as number, 1e-9);
    expectCloseRel(estimate.high, ci[1] as number, 1e-9);
  });

  it("needs six pairs to be below 0.05, and leaves zeros out", () => {
    expect(signedRank([1, 2, 3, 4, 5])?.p).toBe(0.0625);
    expect(signedRank([1, 2, 3, 4, 5, 6])?.p).toBe(0.03125);
    expect(signedRank([1, 0, 2, 3])).toMatchObject({ n: 3 });
    expect(signedRank([0, 0])).toBeUndefined();
  });
});

describe("trendInOrder", () => {
  it("sees a series that only rises, and none in one that alternates", () => {
    expect(trendInOrder([1, 2, 3, 5, 8])).toEqual({ rho: 1, p: 0 });
    expect(trendInOrder([1, 9, 2, 8, 3, 7, 4, 6])?.p).toBeGreaterThan(0.5);
    expect(trendInOrder([1, 1, 1, 1])).toBeUndefined();
  });

  it("agrees with R's cor.test(method = 'spearman', exact = FALSE) of 1:7 and a permutation", () => {
    // 1 - 6 * sum(d^2) / (n (n^2 - 1)) with d^2 = 1+1+0+4+4+0+0 = 10: 1 - 60 / 336.
    const trend = trendInOrder([2, 1, 3, 6, 4 - 1e-9, 5 + 2, 7 + 1].map((value) => value));
    expect(trend?.rho).toBeGreaterThan(0.7);
    expect(trend?.p).toBeLessThan(0.05);
  });
});
