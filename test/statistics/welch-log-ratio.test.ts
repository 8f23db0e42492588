import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ratioInterval } from "../../src/statistics/ratio-estimate.js";
import { welchLogRatio } from "../../src/statistics/welch-log-ratio.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/r-reference.json" with { type: "json" };
import { requireEstimate } from "./require-estimate.js";
import { confidences, scales, varyingRuns } from "./run-values.js";

/** Welch's estimate of two arms that are known to have one. */
function welch(candidate: readonly number[], baseline: readonly number[], confidence = 0.95) {
  return requireEstimate(welchLogRatio(candidate, baseline, confidence));
}

describe("welchLogRatio against R", () => {
  const { A, B, welchLog, fieller } = reference.ratio;

  it("t.test(log(A), log(B))", () => {
    const estimate = welch(A, B);
    expectCloseRel(estimate.ratio, welchLog.est, 1e-11);
    expectCloseRel(estimate.low, welchLog.ci[0]!, 1e-11);
    expectCloseRel(estimate.high, welchLog.ci[1]!, 1e-11);
    expectCloseRel(estimate.df, welchLog.df, 1e-11);
    expectCloseRel(estimate.p, welchLog.p, 1e-11);
    expect(estimate).toMatchObject({ method: "welch-log", confidence: 0.95, n: { candidate: 5, baseline: 5 } });
  });

  it("the 90 % interval from the same estimate", () => {
    const { low, high } = ratioInterval(welch(A, B), 0.9);
    expectCloseRel(low, welchLog.ci90[0]!, 1e-11);
    expectCloseRel(high, welchLog.ci90[1]!, 1e-11);
  });

  it("Fieller's interval for arithmetic means, nearly", () => {
    const { low, high } = welch(A, B);
    expectCloseRel(low, fieller[0]!, 2e-6);
    expectCloseRel(high, fieller[1]!, 2e-6);
  });

  it("the sleep data, taken as logarithms", () => {
    const { g1, g2, welch: expected } = reference.sleep;
    const estimate = welch(g1.map(Math.exp), g2.map(Math.exp));
    expectCloseRel(Math.log(estimate.ratio) / estimate.standardErrorLog, expected.t, 1e-13);
    expectCloseRel(estimate.standardErrorLog, expected.se, 1e-13);
    expectCloseRel(estimate.df, expected.df, 1e-13);
    expectCloseRel(estimate.p, expected.p, 1e-13);
    expectCloseRel(Math.log(estimate.low), expected.ci[0]!, 1e-13);
    expectCloseRel(Math.log(estimate.high), expected.ci[1]!, 1e-13);
  });
});

describe("welchLogRatio properties", () => {
  it("swapping the sides gives the reciprocal and the same p", () => {
    fc.assert(
      fc.property(varyingRuns, varyingRuns, confidences, (a, b, confidence) => {
        const there = welch(a, b, confidence);
        const back = welch(b, a, confidence);
        expectCloseRel(back.ratio, 1 / there.ratio, 1e-12);
        expectCloseRel(back.low, 1 / there.high, 1e-12);
        expectCloseRel(back.high, 1 / there.low, 1e-12);
        expectCloseRel(back.p, there.p, 1e-12);
      }),
    );
  });

  it("a change of unit changes nothing", () => {
    fc.assert(
      fc.property(varyingRuns, varyingRuns, scales, (a, b, scale) => {
        const before = welch(a, b);
        const after = welch(
          a.map((value) => value * scale),
          b.map((value) => value * scale),
        );
        expectCloseRel(after.ratio, before.ratio, 1e-12);
        expectCloseRel(after.low, before.low, 1e-9);
        expectCloseRel(after.high, before.high, 1e-9);
      }),
    );
  });

  it("the order of runs within a side does not matter", () => {
    const shuffled = varyingRuns.chain((runs) =>
      fc.tuple(fc.constant(runs), fc.shuffledSubarray(runs, { minLength: runs.length })),
    );
    fc.assert(
      fc.property(shuffled, varyingRuns, ([runs, permuted], other) => {
        const before = welch(runs, other);
        const after = welch(permuted, other);
        expectCloseRel(after.low, before.low, 1e-9);
        expectCloseRel(after.high, before.high, 1e-9);
        expectCloseRel(after.df, before.df, 1e-9);
      }),
    );
  });

  it("more confidence gives a wider interval around the narrower one", () => {
    fc.assert(
      fc.property(varyingRuns, varyingRuns, confidences, confidences, (a, b, one, other) => {
        fc.pre(Math.abs(one - other) > 1e-9);
        const narrow = welch(a, b, Math.min(one, other));
        const wide = ratioInterval(narrow, Math.max(one, other));
        expect(wide.low).toBeLessThan(narrow.low);
        expect(narrow.low).toBeLessThan(narrow.ratio);
        expect(narrow.ratio).toBeLessThan(narrow.high);
        expect(narrow.high).toBeLessThan(wide.high);
      }),
    );
  });

  it("p is below alpha exactly when the interval excludes 1", () => {
    fc.assert(
      fc.property(varyingRuns, varyingRuns, confidences, (a, b, confidence) => {
        const estimate = welch(a, b, confidence);
        const alpha = 1 - confidence;
        fc.pre(Math.abs(estimate.p - alpha) > 1e-9);
        expect(estimate.low > 1 || estimate.high < 1).toBe(estimate.p < alpha);
      }),
      { numRuns: 500 },
    );
  });

  it("every run twice shrinks the standard error by about √2", () => {
    fc.assert(
      fc.property(varyingRuns, (runs) => {
        const other = runs.map((value) => value * value);
        const once = welch(runs, other);
        const twice = welch([...runs, ...runs], [...other, ...other]);
        const n = runs.length;
        expectCloseRel(twice.standardErrorLog, once.standardErrorLog * Math.sqrt((n - 1) / (2 * n - 1)), 1e-9);
        expectCloseRel(twice.ratio, once.ratio, 1e-9);
      }),
    );
  });

  it("identical sides give ratio 1 and p 1", () => {
    fc.assert(
      fc.property(varyingRuns, (runs) => {
        expect(welch(runs, runs)).toMatchObject({ ratio: 1, p: 1 });
      }),
    );
  });
});

describe("welchLogRatio without an interval", () => {
  it("two runs on a side are too few", () => {
    const result = welchLogRatio([110, 110], [100, 100, 100], 0.95);
    expect(result).toMatchObject({ kind: "no-interval", reason: "too-few-runs", n: { candidate: 2, baseline: 3 } });
    expectCloseRel((result as { ratio: number }).ratio, 1.1, 1e-14);
  });

  it("a side without runs has no ratio either", () => {
    const result = welchLogRatio([], [100, 101, 102], 0.95);
    expect(result).toEqual({ kind: "no-interval", reason: "too-few-runs", n: { candidate: 0, baseline: 3 } });
  });

  it("values that repeat to the last digits have no variance", () => {
    const result = welchLogRatio([0.3, 0.1 + 0.2, 0.3], [0.2, 0.2, 0.2], 0.95);
    expect(result).toMatchObject({ kind: "no-interval", reason: "no-variance" });
    expectCloseRel((result as { ratio: number }).ratio, 1.5, 1e-14);
  });

  it("one side that does not vary is enough when the other does", () => {
    const estimate = welch([100, 100, 100], [100, 101, 102, 103]);
    expectCloseRel(estimate.df, 3, 1e-12);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("%d has no logarithm", (value) => {
    const bad = { kind: "no-interval", reason: "not-positive" };
    expect(welchLogRatio([value, 1, 2], [1, 2, 3], 0.95)).toMatchObject(bad);
    expect(welchLogRatio([1, 2, 3], [1, 2, value], 0.95)).toMatchObject(bad);
    expect(welchLogRatio([1, 2, 3], [1, 2, value], 0.95)).not.toHaveProperty("ratio");
  });

  it("refuses a confidence in percent", () => {
    expect(() => welchLogRatio([1, 2, 3], [1, 2, 3], 95)).toThrow(RangeError);
  });
});
