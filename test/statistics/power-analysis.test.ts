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
});
