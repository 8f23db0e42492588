import { describe, expect, it } from "vitest";
import { detectableEffect, powerOfRuns, runsForPower } from "../../src/statistics/power-analysis.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/stats-fixtures.json" with { type: "json" };

describe("power", () => {
  const { n20_d1, n_for_90pct_d1, n_for_80pct_d1, mde80_by_n } = reference.power;

  it("is R's power.t.test", () => {
    expectCloseRel(powerOfRuns(20, { effect: 1, alpha: 0.05 }), n20_d1, 1e-9);
    expectCloseRel(runsForPower(0.9, { effect: 1, alpha: 0.05 }) ?? 0, n_for_90pct_d1, 1e-6);
    expectCloseRel(runsForPower(0.8, { effect: 1, alpha: 0.05 }) ?? 0, n_for_80pct_d1, 1e-6);
  });

  it.each(Object.entries(mde80_by_n))("%s runs an arm find an effect of %s SD in 80 of 100", (n, effect) => {
    expect(detectableEffect(Number(n), 0.8, 0.05)).toBeCloseTo(effect, 2);
  });

  it("rises with the runs and with the effect", () => {
    const at = (n: number, effect: number) => powerOfRuns(n, { effect, alpha: 0.05 });
    expect(at(6, 1)).toBeLessThan(at(7, 1));
    expect(at(6, 1)).toBeLessThan(at(6, 1.1));
    expect(runsForPower(0.8, { effect: 1e-4, alpha: 0.05 })).toBeUndefined();
  });

  it("is no certainty where few degrees of freedom face a small alpha, however large the effect", () => {
    // P(|N(42.4, 1)| / √χ²₁ > 63.7), by 1,000,000 draws of numpy: 0.494; and 0.798 of the second.
    expect(powerOfRuns(2, { effect: 30, alpha: 0.01, design: "paired" })).toBeCloseTo(0.4948, 3);
    expect(powerOfRuns(2, { effect: 40, alpha: 0.001 })).toBeCloseTo(0.798, 3);
    expect(detectableEffect(2, 0.8, 0.01, "paired")).toBeCloseTo(57.69, 1);
    expect(powerOfRuns(5, { effect: 100, alpha: 0.05 })).toBe(1);
  });

  it("goes on smoothly where the one sum ends and the other begins", () => {
    const at = (noncentrality: number) => powerOfRuns(2, { effect: noncentrality, alpha: 0.001 });
    expectCloseRel(at(36 - 1e-6), at(36 + 1e-6), 1e-6);
  });

  // Shares of 200,000 trials of numpy, normal values of equal spread, scipy's Welch test at 5 %.
  it.each([
    [3, 3.07, 0.6972],
    [4, 2.38, 0.7577],
    [5, 2.02, 0.7736],
    [6, 1.8, 0.7872],
    [10, 1.33, 0.7992],
  ])("of Welch's test of %i runs an arm and an effect of %f SD is %f", (n, effect, share) => {
    expect(Math.abs(powerOfRuns(n, { effect, alpha: 0.05, design: "welch" }) - share)).toBeLessThan(0.0035);
  });

  it("of Welch's test nears the pooled one's as runs grow, and asks for more runs where they are few", () => {
    const at = (n: number, design: "welch" | "two-sample") => powerOfRuns(n, { effect: 0.4, alpha: 0.05, design });
    expect(Math.abs(at(99.9, "welch") - at(100.1, "welch"))).toBeLessThan(0.002);
    expect(at(60, "welch")).toBeCloseTo(at(60, "two-sample"), 3);
    const needed = (design: "welch" | "two-sample") => runsForPower(0.8, { effect: 3.07, alpha: 0.05, design }) ?? 0;
    expect([Math.ceil(needed("two-sample") - 0.01), Math.ceil(needed("welch"))]).toEqual([3, 4]);
  });
});
