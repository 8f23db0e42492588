import { describe, expect, it } from "vitest";
import { minimumSamplesForQuantile } from "../../src/statistics/quantile-minimum.js";

describe("minimumSamplesForQuantile", () => {
  it.each([
    [0.5, 6],
    [0.9, 29],
    [0.95, 59],
    [0.99, 299],
    [0.999, 2995],
  ])("the %d quantile at 95 % needs %d", (p, n) => {
    expect(minimumSamplesForQuantile(p, 0.95)).toBe(n);
    expect(minimumSamplesForQuantile(1 - p, 0.95)).toBe(n);
  });

  it("is the fewest whose whole range covers the quantile often enough", () => {
    for (const confidence of [0.1, 0.5, 0.8, 0.9, 0.99]) {
      for (const p of [0.25, 0.5, 0.6, 0.75, 0.97]) {
        const coverage = (samples: number) => 1 - p ** samples - (1 - p) ** samples;
        const n = minimumSamplesForQuantile(p, confidence);
        expect(coverage(n)).toBeGreaterThanOrEqual(confidence);
        expect(coverage(n - 1)).toBeLessThan(confidence);
      }
    }
  });

  it.each([
    [0, 0.95],
    [1, 0.95],
    [99, 0.95],
    [0.99, 1],
    [Number.NaN, 0.95],
  ])("refuses p = %d, confidence = %d", (p, confidence) => {
    expect(() => minimumSamplesForQuantile(p, confidence)).toThrow(RangeError);
  });
});
