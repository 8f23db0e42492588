import { describe, expect, it } from "vitest";
import { MINIMUM_HISTORY, predictionHalfWidth, predictionInterval } from "../../src/statistics/prediction-interval.js";
import { studentTQuantile } from "../../src/statistics/student-t.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/stats-fixtures.json" with { type: "json" };

describe("predictionInterval", () => {
  it("has the half-widths of statistics.md Q6b", () => {
    const widths = [
      [10, 1, 2.37],
      [10, 3, 1.49],
      [30, 1, 2.08],
      [30, 3, 1.24],
      [30, 5, 0.99],
    ] as const;
    for (const [n, fresh, width] of widths) expect(predictionHalfWidth(n, fresh, 0.95)).toBeCloseTo(width, 2);
  });

  it("reproduces Bencher's documented limits, an interval for one new value", () => {
    const { n, mean: centre, sd, boundary, upper, lower } = reference.bencherDocs.tTest;
    const half = studentTQuantile(boundary, n - 1) * sd * Math.sqrt(1 + 1 / n);
    expectCloseRel(centre + half, upper, 1e-9);
    expectCloseRel(centre - half, lower, 1e-9);
    expectCloseRel(predictionHalfWidth(n, 1, 2 * boundary - 1) * sd, half, 1e-12);
  });

  it("needs a history", () => {
    const history = Array.from({ length: MINIMUM_HISTORY - 1 }, (_, index) => index);
    expect(predictionInterval(history, 1, 0.95)).toBeUndefined();
    expect(predictionInterval([...history, 9], 1, 0.95)?.mean).toBe(4.5);
    expect(() => predictionInterval(history, 0, 0.95)).toThrow(RangeError);
  });
});
