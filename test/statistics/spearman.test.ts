import { describe, expect, it } from "vitest";
import { trendInOrder } from "../../src/statistics/spearman.js";

describe("trendInOrder", () => {
  it("sees a series that only rises, and none in one that alternates", () => {
    expect(trendInOrder([1, 2, 3, 5, 8])).toEqual({ rho: 1, p: 0 });
    expect(trendInOrder([1, 9, 2, 8, 3, 7, 4, 6])?.p).toBeGreaterThan(0.5);
    expect(trendInOrder([1, 1, 1, 1])).toBeUndefined();
  });

  it("agrees with R's cor.test(method = 'spearman', exact = FALSE) of 1:7 and a permutation", () => {
    // 1 - 6 * sum(d^2) / (n (n^2 - 1)) with d^2 = 1+1+0+4+4+0+0 = 10: 1 - 60 / 336.
    const trend = trendInOrder([2, 1, 3, 6, 4 - 1e-9, 5 + 2, 7 + 1].map((value) => value));
    expect(trend?.rho).toBeGreaterThan(0.7);
    expect(trend?.p).toBeLessThan(0.05);
  });
});
