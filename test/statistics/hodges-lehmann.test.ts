import { describe, expect, it } from "vitest";
import { hodgesLehmann } from "../../src/statistics/hodges-lehmann.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/stats-fixtures.json" with { type: "json" };

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

  it.each([
    // The critical value of the table's U (two-sided 5 %), or that of scipy's exact distribution.
    [8, 7, 10],
    [20, 20, 127],
    [60, 60, 1426],
    [100, 100, 4197],
    [10, 1000, 3208],
  ])("keeps its digits with %i and %i values: the critical U is %i", (n, m, critical) => {
    // All differences are different and known: the place of the lower end among them is the critical U + 1.
    const x = Array.from({ length: n }, (_, index) => index * m);
    const y = Array.from({ length: m }, (_, index) => index);
    const { low, high, estimate } = hodgesLehmann(x, y, 0.95);
    const sorted = x.flatMap((a) => y.map((b) => a - b)).sort((a, b) => a - b);
    expect(sorted.indexOf(low)).toBe(critical);
    expect(sorted.indexOf(high)).toBe(n * m - 1 - critical);
    expect(low).toBeLessThan(estimate);
    expect(high).toBeGreaterThan(estimate);
  });

  it("has ends where the tail is met exactly: of three and three values at 90 %", () => {
    expect(hodgesLehmann([4, 5, 6], [1, 2, 3], 0.9)).toMatchObject({ low: 1, high: 5 });
  });
});
