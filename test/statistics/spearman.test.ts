import { describe, expect, it } from "vitest";
import { namedRandom } from "../../src/contract/random.js";
import { trendInOrder } from "../../src/statistics/spearman.js";

describe("trendInOrder", () => {
  it("sees a series that only rises, and none in one that alternates", () => {
    expect(trendInOrder([1, 2, 3, 5, 8, 9, 11])).toMatchObject({ rho: 1 });
    expect(trendInOrder([1, 2, 3, 5, 8, 9, 11])?.p).toBeCloseTo(2 / 5040, 12);
    expect(trendInOrder([1, 9, 2, 8, 3, 7, 4, 6])?.p).toBeGreaterThan(0.5);
    expect(trendInOrder([1, 1, 1, 1])).toBeUndefined();
  });

  it("agrees with R's cor.test(method = 'spearman', exact = FALSE) of 1:7 and a permutation", () => {
    // 1 - 6 * sum(d^2) / (n (n^2 - 1)) with d^2 = 1+1+0+4+4+0+0 = 10: 1 - 60 / 336.
    const trend = trendInOrder([2, 1, 3, 6, 4 - 1e-9, 5 + 2, 7 + 1].map((value) => value));
    expect(trend?.rho).toBeGreaterThan(0.7);
    expect(trend?.p).toBeLessThan(0.05);
  });

  it("counts all orders of few values: four that rise are two of 24, and no certainty", () => {
    expect(trendInOrder([1, 2, 3, 4])?.p).toBeCloseTo(2 / 24, 12);
    expect(trendInOrder([5, 4, 3, 2, 1])?.p).toBeCloseTo(2 / 120, 12);
    // R's cor.test(c(2, 1, 4, 3, 6, 5), 1:6, method = "spearman", exact = TRUE).
    expect(trendInOrder([2, 1, 4, 3, 6, 5])?.p).toBeCloseTo(42 / 720, 12);
    // With ties: of the 24 orders of 1, 1, 2, 2 eight lie as far from the middle.
    expect(trendInOrder([1, 1, 2, 2])?.p).toBeCloseTo(8 / 24, 12);
  });

  it.each([4, 5, 6, 7, 8, 9, 12])("calls at most one of a hundred series of %i without a trend trending", (n) => {
    const random = namedRandom(20261123, `trend-${n}`);
    const series = 1500;
    let told = 0;
    for (let one = 0; one < series; one += 1) {
      const trend = trendInOrder(Array.from({ length: n }, random));
      if (trend !== undefined && trend.p < 0.01) told += 1;
    }
    // 1 % and what chance adds to 1,500 series at 99.9 %.
    expect(told / series).toBeLessThan(0.01 + 3.1 * Math.sqrt((0.01 * 0.99) / series));
  });
});
