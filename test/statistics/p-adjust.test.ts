import { describe, expect, it } from "vitest";
import { benjaminiHochberg, holm } from "../../src/statistics/p-adjust.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/stats-fixtures.json" with { type: "json" };

describe("p-values of several tests", () => {
  it("are adjusted as R's p.adjust does", () => {
    const { p, holm: expectedHolm, BH } = reference.pAdjust;
    for (const [index, value] of holm(p).entries()) expectCloseRel(value, expectedHolm[index] as number, 1e-9);
    for (const [index, value] of benjaminiHochberg(p).entries()) expectCloseRel(value, BH[index] as number, 1e-9);
  });

  it("stay with their tests, in any order", () => {
    expect(holm([0.04, 0.01, 0.03])).toEqual([0.06, 0.03, 0.06]);
    expect(benjaminiHochberg([0.04, 0.01, 0.03])).toEqual([0.04, 0.03, 0.04]);
    expect(() => holm([1.2])).toThrow(RangeError);
  });
});
