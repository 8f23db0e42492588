import { describe, expect, it } from "vitest";
import { isBimodal, outlierIndices } from "../../src/statistics/outliers.js";

describe("labels of runs", () => {
  it("name what lies far off, by robust deviations", () => {
    expect(outlierIndices([100, 101, 99, 100, 130, 101])).toEqual([4]);
    expect(outlierIndices([5, 5, 5, 9])).toEqual([]);
    expect(outlierIndices([])).toEqual([]);
  });

  it("tell two modes from one", () => {
    expect(isBimodal([100, 101, 100.5, 120, 121, 120.5])).toBe(true);
    expect(isBimodal([100, 101, 102, 103, 104, 105])).toBe(false);
    expect(isBimodal([100, 100, 101])).toBe(false);
  });

  it("name the one that differs where all others are equal, and nothing that rounding made", () => {
    expect(outlierIndices([100, 100, 100, 100, 50])).toEqual([4]);
    expect(outlierIndices([1, 1, 1, 2, 2])).toEqual([]);
    expect(outlierIndices([0.3, 0.3, 0.3, 0.3, 0.1 + 0.2])).toEqual([]);
    expect(outlierIndices([0, 0, 0, 0, 0, 0])).toEqual([]);
    expect(isBimodal([0.3, 0.3, 0.3, 0.1 + 0.2, 0.1 + 0.2, 0.1 + 0.2])).toBe(false);
  });
});
