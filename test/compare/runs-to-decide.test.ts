import { describe, expect, it } from "vitest";
import { estimateRatio } from "../../src/compare/ratio.js";
import { decisionAdvice } from "../../src/compare/runs-to-decide.js";
import type { RatioEstimate } from "../../src/model/comparison.js";
import type { SystematicBound } from "../../src/model/estimate.js";

/** A ratio of two sides whose logarithms scatter by `spread` around their level. */
function ratioOf(level: number, spread: number, systematic: readonly SystematicBound[] = []): RatioEstimate {
  const side = (centre: number) =>
    [-1.2, -0.4, 0, 0.4, 1.2].map((step, repeat) => {
      const value = centre * Math.exp(step * spread);
      return { repeat, value: { kind: "value", value, count: 1, provenance: "measured", systematic } as const };
    });
  const ratio = estimateRatio(side(level), side(1), "welch", 0.95);
  if (ratio.kind !== "judged") throw new Error("no ratio");
  return ratio.estimate;
}

const bound = (relative: number): SystematicBound => ({
  kind: "meter-accuracy",
  factorLow: 1 - relative,
  factorHigh: 1 + relative,
  source: "test",
  assumed: false,
});

describe("decisionAdvice", () => {
  it("counts the runs that would show a difference", () => {
    const advice = decisionAdvice(ratioOf(1.04, 0.03), 0.02, 5);
    expect(advice?.code).toBe("runs-to-decide");
    // A difference of 1.4 standard deviations needs some 9 runs a side (statistics.md Q8).
    const runs = Number(advice?.data["runs"]);
    expect(runs).toBeGreaterThanOrEqual(8);
    expect(runs).toBeLessThanOrEqual(11);
  });

  it("counts the runs that would show that there is none", () => {
    const noisy = Number(decisionAdvice(ratioOf(1.001, 0.03), 0.02, 5)?.data["runs"]);
    const quiet = Number(decisionAdvice(ratioOf(1.001, 0.02), 0.02, 5)?.data["runs"]);
    expect(noisy).toBeGreaterThan(quiet);
    expect(quiet).toBeGreaterThan(5);
  });

  it("says that no runs help against a bound, or on the margin", () => {
    expect(decisionAdvice(ratioOf(1.03, 0.01, [bound(0.05)]), 0.02, 5)?.code).toBe("bounds-forbid-decision");
    expect(decisionAdvice(ratioOf(1.0199, 0.02), 0.02, 5)?.code).toBe("runs-never-decide");
  });
});
