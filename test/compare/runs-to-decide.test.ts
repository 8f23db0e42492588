import { randomNormal } from "d3-random";
import { describe, expect, it } from "vitest";
import { estimateRatio } from "../../src/compare/ratio.js";
import { decisionAdvice } from "../../src/compare/runs-to-decide.js";
import { judge } from "../../src/compare/verdict.js";
import { namedRandom } from "../../src/contract/random.js";
import type { RatioEstimate } from "../../src/model/comparison.js";
import type { SystematicBound } from "../../src/model/estimate.js";
import type { Analysis } from "../../src/model/plan.js";

/** A ratio of two sides whose logarithms scatter by `spread` around their level; the candidate has these bounds. */
function ratioOf(level: number, spread: number, systematic: readonly SystematicBound[] = []): RatioEstimate {
  const side = (centre: number, systematic: readonly SystematicBound[]) =>
    [-1.2, -0.4, 0, 0.4, 1.2].map((step, repeat) => {
      const value = centre * Math.exp(step * spread);
      return { repeat, value: { kind: "value", value, count: 1, provenance: "measured", systematic } as const };
    });
  const ratio = estimateRatio(side(level, systematic), side(1, []), "welch", 0.95);
  if (ratio.kind !== "judged") throw new Error("no ratio");
  return ratio.estimate;
}

const bound = (below: number, above = below): SystematicBound => ({
  kind: "meter-accuracy",
  factorLow: 1 - below,
  factorHigh: 1 + above,
  source: "test",
  assumed: false,
});

const MARGIN = 0.02;
const advice = (ratio: RatioEstimate, tests = 1) => decisionAdvice(ratio, { margin: MARGIN, runs: 5, tests });
const runsOf = (ratio: RatioEstimate, tests = 1) => Number(advice(ratio, tests)?.data["runs"]);

/** Standard deviation of the five steps of `ratioOf`, in their own unit. */
const STEPS = Math.sqrt((2 * 1.2 ** 2 + 2 * 0.4 ** 2) / 4);

describe("decisionAdvice", () => {
  it("counts the runs that would show a difference", () => {
    // 1.4 standard deviations need some 9 runs a side (statistics.md Q8), and as far as this is past the margin, so that it decides.
    const runs = runsOf(ratioOf(1.06, 0.06 / 1.4 / STEPS));
    expect(advice(ratioOf(1.06, 0.06 / 1.4 / STEPS))?.code).toBe("runs-to-decide");
    expect(runs).toBeGreaterThanOrEqual(8);
    expect(runs).toBeLessThanOrEqual(11);
  });

  it("counts the runs that would show that there is none", () => {
    const noisy = runsOf(ratioOf(1.001, 0.03));
    const quiet = runsOf(ratioOf(1.001, 0.02));
    expect(noisy).toBeGreaterThan(quiet);
    expect(quiet).toBeGreaterThan(5);
  });

  it("asks for more where several tests are adjusted together", () => {
    expect(runsOf(ratioOf(1.06, 0.04), 6)).toBeGreaterThan(runsOf(ratioOf(1.06, 0.04)));
  });

  it("says that no runs help against a bound, or on the margin", () => {
    expect(advice(ratioOf(1.03, 0.01, [bound(0.05)]))?.code).toBe("bounds-forbid-decision");
    for (const level of [1.0199, 1.0201]) expect(advice(ratioOf(level, 0.02))?.code).toBe("runs-never-decide");
  });

  it("looks at the bound on the side of 1 alone", () => {
    expect(advice(ratioOf(1.04, 0.03, [bound(0.001, 0.06)]))?.code).toBe("runs-to-decide");
    expect(advice(ratioOf(1 / 1.04, 0.03, [bound(0.001, 0.06)]))?.code).toBe("bounds-forbid-decision");
  });

  /** Share of 400 series of `runs` a side with this true ratio and noise that end in a verdict. */
  function decided(level: number, spread: number, runs: number, analysis: Analysis): number {
    const draw = randomNormal.source(namedRandom(20261123, `${level} ${analysis}`))(0, spread);
    const side = (centre: number) =>
      Array.from({ length: runs }, (_, repeat) => {
        const value = centre * Math.exp(draw());
        return { repeat, value: { kind: "value", value, count: 1, provenance: "measured", systematic: [] } as const };
      });
    const verdicts = Array.from({ length: 400 }, () => {
      const ratio = estimateRatio(side(level), side(1), analysis, 0.95);
      return ratio.kind === "judged" ? judge(ratio, MARGIN, "higher") : "inconclusive";
    });
    return verdicts.filter((verdict) => verdict !== "inconclusive").length / verdicts.length;
  }

  it.each([
    ["a difference", 1.05, "welch"],
    ["a difference just past the margin", 1.025, "welch"],
    ["a difference, by pairs", 1.05, "paired"],
    ["no difference", 1, "welch"],
    ["a difference well within the margin", 1.008, "welch"],
    ["no difference, by pairs", 1, "paired"],
  ] as const)("is right four times in five of %s", (_, level, analysis) => {
    const spread = 0.03;
    const runs = analysis === "paired" ? runsOf(pairs(level, spread)) : runsOf(ratioOf(level, spread / STEPS));
    const share = decided(level, spread, runs, analysis);
    expect(share).toBeGreaterThan(0.75);
    expect(share).toBeLessThan(0.88);
  });

  /** Five pairs whose differences scatter as those of independent runs do. */
  function pairs(level: number, spread: number): RatioEstimate {
    const steps = [-1.2, -0.4, 0, 0.4, 1.2].map((step) => (step / STEPS) * spread * Math.SQRT2);
    const value = (one: number) =>
      ({ kind: "value", value: one, count: 1, provenance: "measured", systematic: [] }) as const;
    const ours = steps.map((step, repeat) => ({ repeat, value: value(level * Math.exp(step)) }));
    const theirs = steps.map((_, repeat) => ({ repeat, value: value(1) }));
    const ratio = estimateRatio(ours, theirs, "paired", 0.95);
    if (ratio.kind !== "judged") throw new Error("no ratio");
    return ratio.estimate;
  }
});
