import { describe, expect, it } from "vitest";
import { quantileRanks } from "../../src/statistics/order-statistic-interval.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/stats-fixtures.json" with { type: "json" };

describe("quantileRanks", () => {
  it.each(Object.entries(reference.medianOrderCi95))("the median of %s values", (n, [low, high, coverage]) => {
    const found = quantileRanks(Number(n), 0.5, 0.95);
    expectCloseRel(found?.coverage ?? 0, coverage as number, 1e-9);
    const ends = [found?.low, found?.high];
    // Of eight values 1..7 and 2..8 are as good.
    if (n === "8")
      expect([
        [1, 7],
        [2, 8],
      ]).toContainEqual(ends);
    else expect(ends).toEqual([low, high]);
  });

  it("covers what it says: p99 of 2,000 by the ranks 1971 to 1989", () => {
    expect(quantileRanks(2000, 0.99, 0.95)).toMatchObject({ low: 1971, high: 1989 });
  });

  it("is not there below 299 values for p99", () => {
    expect(quantileRanks(298, 0.99, 0.95)).toBeUndefined();
    // All of 299 values but the ten lowest: 1 - 0.99^299 above, less what lies below the rank 289.
    expect(quantileRanks(299, 0.99, 0.95)).toEqual({
      low: 289,
      high: 299,
      coverage: expect.closeTo(0.9502063034560695, 12),
    });
    expect(() => quantileRanks(10, 1, 0.95)).toThrow(RangeError);
  });

  it("finds the interval of R's asht for the median of twelve values", () => {
    const { x, conf } = reference.quantileCiR_asht;
    const expected = reference.quantileCiR_asht["0.5"];
    const found = quantileRanks(x.length, 0.5, conf);
    expect(x[(found?.low ?? 0) - 1]).toBeCloseTo(expected[0] as number, 6);
    expect(x[(found?.high ?? 0) - 1]).toBeCloseTo(expected[1] as number, 6);
  });
});
