import { describe, expect, it } from "vitest";
import { pseudoMedian } from "../../src/statistics/hodges-lehmann.js";
import { signedRank } from "../../src/statistics/signed-rank.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/stats-fixtures.json" with { type: "json" };

describe("signedRank", () => {
  const { x, y, V, greater, p2, pseudomedian, ci } = reference.signedRank;
  const differences = x.map((value, index) => Number((value - (y[index] as number)).toFixed(6)));

  it("answers as R on the depression data", () => {
    const test = signedRank(differences);
    expect(test?.v).toBe(V);
    expectCloseRel(test?.pGreater ?? 0, greater, 1e-9);
    expectCloseRel(test?.p ?? 0, p2, 1e-9);
  });

  it("has the pseudo-median with its interval", () => {
    const estimate = pseudoMedian(differences, 0.95);
    expectCloseRel(estimate.estimate, pseudomedian, 1e-9);
    expectCloseRel(estimate.low, ci[0] as number, 1e-9);
    expectCloseRel(estimate.high, ci[1] as number, 1e-9);
  });

  it("needs six pairs to be below 0.05, and leaves zeros out", () => {
    expect(signedRank([1, 2, 3, 4, 5])?.p).toBe(0.0625);
    expect(signedRank([1, 2, 3, 4, 5, 6])?.p).toBe(0.03125);
    expect(signedRank([1, 0, 2, 3])).toMatchObject({ n: 3 });
    expect(signedRank([0, 0])).toBeUndefined();
  });
});
