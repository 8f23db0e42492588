import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderStatistics } from "../../src/metrics/order-statistics.js";
import { quantileType7 } from "../../src/statistics/summary.js";

const PROBABILITIES = [0, 0.5, 0.9, 0.99, 1];

function expectSorted(values: Float64Array): void {
  const sorted = Array.from(values.toSorted());
  const ranks = PROBABILITIES.map((p) => (values.length - 1) * p);
  expect(orderStatistics(values, ranks)).toEqual(PROBABILITIES.map((p) => quantileType7(sorted, p)));
}

/** Numbers without a pattern, the same ones in every run. */
const scattered = (length: number, distinct: number): Float64Array =>
  Float64Array.from({ length }, (_, index) => Math.floor(((index * 0.618_033_988_749_895) % 1) * distinct));

describe("order statistics", () => {
  it.each([
    ["scattered values", scattered(20_011, 1e9)],
    ["values that are often the same", scattered(20_011, 7)],
    ["one value", new Float64Array(5000).fill(3)],
    ["ascending values", Float64Array.from({ length: 20_000 }, (_, index) => index)],
    ["descending values", Float64Array.from({ length: 20_000 }, (_, index) => -index)],
    ["values that rise and fall", Float64Array.from({ length: 20_000 }, (_, index) => Math.min(index, 20_000 - index))],
    [
      "a few values far above all others",
      scattered(9001, 50).map((value, index) => (index % 100 === 0 ? 1e12 : value)),
    ],
  ])("are those of a sort, of %s", (_, values) => {
    expectSorted(values);
  });

  it("are those of a sort, of whatever values", () => {
    const double = fc.double({ noNaN: true, noDefaultInfinity: true });
    const values = fc.oneof(
      fc.float64Array({ minLength: 1, maxLength: 50, noNaN: true, noDefaultInfinity: true }),
      fc
        .array(double, { minLength: 1, maxLength: 30 })
        .map((few) => Float64Array.from({ length: 3001 }, (_, at) => few[(at * 7) % few.length] ?? 0)),
    );
    fc.assert(fc.property(values, (seen) => expectSorted(seen)));
  });

  it("puts NaN last, as a sort does", () => {
    expect(orderStatistics(Float64Array.of(Number.NaN, 2, 1), [0, 1, 2])).toEqual([1, 2, Number.NaN]);
  });
});
