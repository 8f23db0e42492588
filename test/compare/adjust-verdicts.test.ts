import { describe, expect, it } from "vitest";
import { withHolm } from "../../src/compare/adjust-verdicts.js";
import type { ComparisonRow } from "../../src/model/comparison.js";

function row(metricId: string, p: number, over: Partial<ComparisonRow> = {}): ComparisonRow {
  return {
    metricId,
    primary: true,
    verdict: "better",
    reasons: [],
    ratio: { kind: "ratio", p },
    ...over,
  } as unknown as ComparisonRow;
}

describe("withHolm", () => {
  it("leaves one primary metric as it is", () => {
    const rows = [row("a", 0.04), row("b", 0.04, { primary: false })];
    expect(withHolm([rows], 0.95)).toEqual([rows]);
  });

  it("takes back a verdict that rests on the number of metrics", () => {
    const [[a, b] = []] = withHolm([[row("a", 0.04), row("b", 0.2, { verdict: "inconclusive" })]], 0.95);
    expect(a).toMatchObject({ verdict: "inconclusive", adjustedP: 0.08 });
    expect(a?.reasons).toMatchObject([{ code: "holm-forbids-verdict", data: { p: 0.08, metrics: 2 } }]);
    expect(b).toMatchObject({ verdict: "inconclusive", adjustedP: 0.2, reasons: [] });
  });

  it("keeps verdicts that hold, equivalences, and what is not compared", () => {
    const rows = [
      row("a", 0.001),
      row("b", 0.02, { verdict: "worse" }),
      row("c", 0.9, { verdict: "equivalent" }),
      row("d", 0.9, { verdict: "not-comparable" }),
      row("e", 0.04, { primary: false }),
    ];
    const [adjusted = []] = withHolm([rows], 0.95);
    expect(adjusted.map(({ verdict, adjustedP }) => [verdict, adjustedP])).toEqual([
      ["better", 0.003],
      ["worse", 0.04],
      ["equivalent", 0.9],
      ["not-comparable", undefined],
      ["better", undefined],
    ]);
  });

  it("counts the primary metrics of all comparisons of a family together", () => {
    const family = [[row("a", 0.02)], [row("a", 0.03)], [row("a", 0.001)]];
    const adjusted = withHolm(family, 0.95).flat();
    expect(adjusted.map(({ verdict, adjustedP }) => [verdict, adjustedP])).toEqual([
      ["better", 0.04],
      ["better", 0.04],
      ["better", 0.003],
    ]);
    const [[first] = []] = withHolm([[row("a", 0.03)], [row("a", 0.5)], [row("a", 0.5)]], 0.95);
    expect(first).toMatchObject({
      verdict: "inconclusive",
      reasons: [{ code: "holm-forbids-verdict-family", data: { p: 0.09, tests: 3, comparisons: 3 } }],
    });
  });
});
