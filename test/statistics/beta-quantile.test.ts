import { describe, expect, it } from "vitest";
import { betaQuantile } from "../../src/statistics/beta-quantile.js";
import { regularisedIncompleteBeta } from "../../src/statistics/incomplete-beta.js";
import { expectCloseRel } from "./close-to.js";

describe("betaQuantile", () => {
  it("is the inverse of the distribution", () => {
    for (const [p, a, b] of [
      [0.025, 3, 7],
      [0.5, 0.5, 0.5],
      [0.99, 200, 2],
    ] as const) {
      expectCloseRel(regularisedIncompleteBeta(a, b, betaQuantile(p, a, b)), p, 1e-9);
    }
    expect(betaQuantile(0.5, 1, 1)).toBeCloseTo(0.5, 15);
  });
});
