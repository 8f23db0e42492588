import { describe, expect, it } from "vitest";
import { varianceComponents } from "../../src/statistics/hierarchical-variance.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/stats-fixtures.json" with { type: "json" };

describe("varianceComponents", () => {
  it("answers as R's aov", () => {
    const { runs, MSb, MSw, s2between, ICC, F } = reference.hierarchical;
    const found = varianceComponents(runs);
    expectCloseRel(found?.meanSquareBetween ?? 0, MSb, 1e-11);
    expectCloseRel(found?.meanSquareWithin ?? 0, MSw, 1e-11);
    expectCloseRel(found?.between ?? 0, s2between, 1e-11);
    expectCloseRel(found?.intraclassCorrelation ?? 0, ICC, 1e-11);
    expectCloseRel(found?.f ?? 0, F, 1e-11);
    expect(found?.p).toBeLessThan(1e-4);
  });

  it("gives nothing for one group or for single values", () => {
    expect(varianceComponents([[1, 2, 3]])).toBeUndefined();
    expect(varianceComponents([[1], [2], [3]])).toBeUndefined();
    expect(varianceComponents([[1, 3], [1, 3], []])).toMatchObject({ between: 0, f: 0, p: 1 });
  });

  it("takes rounding for no difference between groups", () => {
    // The means of three and of seven times 0.1 differ in their last digit.
    const nothing = { between: 0, within: 0, intraclassCorrelation: 0, f: 0, p: 1 };
    expect(varianceComponents([Array(3).fill(0.1), Array(7).fill(0.1)])).toMatchObject(nothing);
    expect(varianceComponents([3, 4, 6].map((size) => Array(size).fill(1e9 + 0.1)))).toMatchObject(nothing);
    expect(
      varianceComponents([
        [0.1, 0.1],
        [0.2, 0.2],
      ]),
    ).toMatchObject({ f: Number.POSITIVE_INFINITY, p: 0 });
  });
});
