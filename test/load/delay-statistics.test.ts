import { expect, it } from "vitest";
import { delayStatistics } from "../../src/load/delay-statistics.js";
import { NO_DELAYS } from "../../src/load/nothing-observed.js";

it("gives milliseconds for nanoseconds in any order, with type 7 quantiles", () => {
  const durationsNs = Array.from({ length: 101 }, (_, index) => (100 - index) * 1e6);
  expect(delayStatistics(durationsNs)).toEqual({ count: 101, meanMs: 50, p50Ms: 50, p99Ms: 99, maxMs: 100 });
});

it("says by its count that nothing was observed", () => {
  expect(delayStatistics([])).toEqual(NO_DELAYS);
  expect(NO_DELAYS.count).toBe(0);
});
