import { describe, expect, it } from "vitest";
import { batchedMean } from "../../src/statistics/batch-means.js";

describe("batchedMean", () => {
  it("is the t interval of ten means", () => {
    const windows = Array.from({ length: 105 }, (_, index) => Math.floor((index - 5) / 10));
    expect(batchedMean(windows)).toMatchObject({ mean: 4.5, df: 9 });
    expect(batchedMean(windows)?.standardError).toBeCloseTo(Math.sqrt(82.5 / 9 / 10), 12);
    expect(batchedMean([1, 2, 3])).toBeUndefined();
  });
});
