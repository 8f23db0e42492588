import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANALYSES, type Analysis } from "../../src/model/plan.js";
import { expectCloseRel } from "../statistics/close-to.js";
import { confidences, scales, varyingPairs, varyingRuns } from "../statistics/run-values.js";
import { requireRatio, rowOfValues } from "./row-fixtures.js";

const MIRRORED = { better: "worse", worse: "better" } as const;
const RUNS = { numRuns: 60 };

/** Values of both sides that have an interval by either analysis, and one of the two. */
const samples = fc.tuple(varyingPairs, fc.constantFrom<Analysis>(...ANALYSES)).map(([pairs, analysis]) => ({
  a: pairs.map(({ candidate }) => candidate),
  b: pairs.map(({ baseline }) => baseline),
  planned: { analysis, margins: { default: 0.05, metrics: {} } },
}));

function mirrored(verdict: string): string {
  return verdict === "better" || verdict === "worse" ? MIRRORED[verdict] : verdict;
}

/** A value that lies on a border by rounding may fall on either side of it. */
function isOnBorder({ ratio, low, high }: { ratio: number; low: number; high: number }): boolean {
  return [1, 1.05, 1 / 1.05].some((border) =>
    [ratio, low, high].some((end) => Math.abs(Math.log(end / border)) < 1e-9),
  );
}

describe("a row of a comparison", () => {
  it("turns into its reciprocal, with the same p, when the sides are swapped", () => {
    fc.assert(
      fc.property(samples, ({ a, b, planned }) => {
        const [there, back] = [rowOfValues(a, b, { planned }), rowOfValues(b, a, { planned })];
        const [one, other] = [requireRatio(there), requireRatio(back)];
        expectCloseRel(other.ratio, 1 / one.ratio, 1e-9);
        expectCloseRel(other.low, 1 / one.high, 1e-9);
        expectCloseRel(other.high, 1 / one.low, 1e-9);
        expectCloseRel(other.p, one.p, 1e-9);
        if (!isOnBorder(one)) expect(back.verdict).toBe(mirrored(there.verdict));
      }),
      RUNS,
    );
  });

  it("does not change with the unit", () => {
    fc.assert(
      fc.property(samples, scales, ({ a, b, planned }, scale) => {
        const row = rowOfValues(a, b, { planned });
        const scaled = rowOfValues(
          a.map((value) => value * scale),
          b.map((value) => value * scale),
          { planned },
        );
        const [one, other] = [requireRatio(row), requireRatio(scaled)];
        for (const key of ["ratio", "low", "high"] as const) expectCloseRel(other[key], one[key], 1e-9);
        if (!isOnBorder(one)) expect(scaled.verdict).toBe(row.verdict);
      }),
      RUNS,
    );
  });

  it("scales with one side alone", () => {
    fc.assert(
      fc.property(samples, ({ a, b, planned }) => {
        const [one, other] = [a, a.map((value) => value * 3)].map((own) =>
          requireRatio(rowOfValues(own, b, { planned })),
        );
        for (const key of ["ratio", "low", "high"] as const) expectCloseRel(other![key], 3 * one![key], 1e-9);
      }),
      RUNS,
    );
  });

  it("does not see the order of the runs within a side (Welch), or of the blocks (paired)", () => {
    fc.assert(
      fc.property(samples, ({ a, b, planned }) => {
        const one = requireRatio(rowOfValues(a, b, { planned }));
        const turned = (values: readonly number[]) => [...values].reverse();
        const theirs = planned.analysis === "welch" ? b : turned(b);
        const other = requireRatio(rowOfValues(turned(a), theirs, { planned }));
        for (const key of ["ratio", "low", "high"] as const) expectCloseRel(other[key], one[key], 1e-9);
      }),
      RUNS,
    );
  });

  it("has nested intervals of rising confidence", () => {
    fc.assert(
      fc.property(samples, confidences, ({ a, b, planned }, confidence) => {
        const ratios = [confidence * 0.9, confidence].map((own) =>
          requireRatio(rowOfValues(a, b, { planned: { ...planned, confidence: own } })),
        );
        expect(ratios[1]!.low).toBeLessThanOrEqual(ratios[0]!.low);
        expect(ratios[1]!.high).toBeGreaterThanOrEqual(ratios[0]!.high);
      }),
      RUNS,
    );
  });

  it("has p below alpha exactly when the interval excludes 1", () => {
    fc.assert(
      fc.property(samples, confidences, ({ a, b, planned }, confidence) => {
        const { low, high, p } = requireRatio(rowOfValues(a, b, { planned: { ...planned, confidence } }));
        fc.pre(Math.abs(p - (1 - confidence)) > 1e-9);
        expect(low > 1 || high < 1).toBe(p < 1 - confidence);
      }),
      RUNS,
    );
  });

  it("mirrors its verdict, and nothing else, where lower is better", () => {
    fc.assert(
      fc.property(samples, ({ a, b, planned }) => {
        const higher = rowOfValues(a, b, { planned, better: "higher" });
        const lower = rowOfValues(a, b, { planned, better: "lower" });
        expect(lower.ratio).toEqual(higher.ratio);
        expect(lower.verdict).toBe(mirrored(higher.verdict));
      }),
      RUNS,
    );
  });

  it("narrows by about the root of two when every run is there twice", () => {
    fc.assert(
      fc.property(varyingRuns, varyingRuns, (a, b) => {
        const [one, two] = [1, 2].map((times) => {
          const twice = (values: readonly number[]) => Array.from({ length: times }, () => values).flat();
          return requireRatio(rowOfValues(twice(a), twice(b)));
        });
        expect(two!.high / two!.ratio).toBeLessThan(one!.high / one!.ratio);
        expectCloseRel(two!.ratio, one!.ratio, 1e-9);
      }),
      RUNS,
    );
  });
});
