import { describe, expect, it } from "vitest";
import { earlyStoppingRequests } from "../../src/statistics/early-stopping.js";
import reference from "./fixtures/stats-fixtures.json" with { type: "json" };

describe("earlyStoppingRequests", () => {
  const { t, ...totals } = reference.mlperfEarlyStopTotals_c99_d0;
  it.each(Object.entries(totals))("percentile %s", (percentile, expected) => {
    const found = (t as readonly number[]).map((over) => earlyStoppingRequests(over, Number(percentile), 0.99));
    expect(found).toEqual(expected);
  });
});
