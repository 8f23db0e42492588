import { describe, expect, it } from "vitest";
import {
  combinedBounds,
  EXACT,
  reciprocalBounds,
  relativeBounds,
  widenRatio,
} from "../../src/statistics/systematic.js";
import { expectCloseRel } from "./close-to.js";

describe("widenRatio", () => {
  it("is the formula for tokens per joule with a meter on each side", () => {
    const [low, high, candidateMeter, baselineMeter] = [0.68, 0.73, 0.05, 0.01];
    const widened = widenRatio(
      low,
      high,
      reciprocalBounds(relativeBounds(candidateMeter)),
      reciprocalBounds(relativeBounds(baselineMeter)),
    );
    expectCloseRel(widened.low, (low * (1 - baselineMeter)) / (1 + candidateMeter), 1e-15);
    expectCloseRel(widened.high, (high * (1 + baselineMeter)) / (1 - candidateMeter), 1e-15);
  });

  it("holds every ratio that the meters allow, and reaches the outermost", () => {
    const [tokensPerJoule, u] = [{ candidate: 2.1, baseline: 3 }, 0.04];
    const reported = tokensPerJoule.candidate / tokensPerJoule.baseline;
    const perJoule = reciprocalBounds(relativeBounds(u));
    const widened = widenRatio(reported, reported, perJoule, perJoule);
    const errors = [-u, -u / 2, 0, u / 2, u];
    // A meter with the relative error e reports J where J·(1 + e) is true.
    const trueRatios = errors.flatMap((candidateError) =>
      errors.map((baselineError) => (reported * (1 + baselineError)) / (1 + candidateError)),
    );
    expectCloseRel(Math.min(...trueRatios), widened.low, 1e-14);
    expectCloseRel(Math.max(...trueRatios), widened.high, 1e-14);
  });

  it("changes nothing where both sides are exact, and is reciprocal under a swap", () => {
    expect(widenRatio(1.01, 1.07, EXACT, EXACT)).toEqual({ low: 1.01, high: 1.07 });
    const [a, b] = [relativeBounds(0.02), { factorLow: 0.9, factorHigh: 1.3 }];
    const there = widenRatio(1.01, 1.07, a, b);
    const back = widenRatio(1 / 1.07, 1 / 1.01, b, a);
    expectCloseRel(back.low, 1 / there.high, 1e-14);
    expectCloseRel(back.high, 1 / there.low, 1e-14);
  });
});

describe("bounds", () => {
  it("several causes lean the same way at worst", () => {
    const both = combinedBounds([relativeBounds(0.05), { factorLow: 1, factorHigh: 1.2 }]);
    expectCloseRel(both.factorLow, 0.95, 1e-15);
    expectCloseRel(both.factorHigh, 1.26, 1e-15);
    expect(combinedBounds([])).toEqual(EXACT);
  });

  it.each([-0.1, 1, 5, Number.NaN])("refuses a relative bound of %d", (bound) => {
    expect(() => relativeBounds(bound)).toThrow(RangeError);
  });
});
