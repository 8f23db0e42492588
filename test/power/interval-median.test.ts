import { describe, expect, it } from "vitest";
import { createIntervalMedian } from "../../src/power/interval-median.js";

function medianOf(intervals: readonly number[]): number | undefined {
  const median = createIntervalMedian();
  for (const interval of intervals) median.add(interval);
  expect(median.count).toBe(intervals.length);
  return median.medianNs();
}

describe("createIntervalMedian", () => {
  it("is exact for equal intervals, and undefined without any", () => {
    expect(medianOf([])).toBeUndefined();
    expect(medianOf([5_520_000_000, 5_520_000_000])).toBe(5_520_000_000);
  });

  it("is within half a percent of the median otherwise", () => {
    const intervals = Array.from({ length: 1001 }, (_, index) => 1e6 * 1.01 ** index);
    const exact = intervals[500] as number;
    expect(Math.abs((medianOf(intervals) as number) / exact - 1)).toBeLessThan(0.005);
  });

  it("does not follow outages", () => {
    expect(medianOf([1e9, 1e9, 60e9, 1e9, 300e9])).toBe(1e9);
  });
});
