import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pairedLogRatio, type RunPair } from "../../src/statistics/paired-log-ratio.js";
import { ratioInterval } from "../../src/statistics/ratio-estimate.js";
import { welchLogRatio } from "../../src/statistics/welch-log-ratio.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/r-reference.json" with { type: "json" };
import { requireEstimate } from "./require-estimate.js";
import { confidences, scales, varyingPairs } from "./run-values.js";

/** The paired estimate of blocks that are known to have one. */
function paired(pairs: readonly RunPair[], confidence = 0.95) {
  return requireEstimate(pairedLogRatio(pairs, confidence));
}

describe("pairedLogRatio", () => {
  it("agrees with R's paired t.test on the sleep data, taken as logarithms", () => {
    const { g1, g2, paired: expected } = reference.sleep;
    const estimate = paired(g1.map((log, index) => ({ candidate: Math.exp(log), baseline: Math.exp(g2[index]!) })));
    expectCloseRel(Math.log(estimate.ratio) / estimate.standardErrorLog, expected.t, 1e-13);
    expectCloseRel(estimate.p, expected.p, 1e-13);
    expectCloseRel(Math.log(estimate.low), expected.ci[0]!, 1e-13);
    expectCloseRel(Math.log(estimate.high), expected.ci[1]!, 1e-13);
    expect(estimate).toMatchObject({ method: "paired-log", df: 9, n: { candidate: 10, baseline: 10 } });
  });

  it("a drift that both runs of a block share cancels", () => {
    const steady = [1.05, 1.052, 1.049, 1.051, 1.05].map((ratio) => ({ candidate: ratio * 100, baseline: 100 }));
    const drifting = steady.map((pair, block) => {
      const drift = 1.1 ** block;
      return { candidate: pair.candidate * drift, baseline: pair.baseline * drift };
    });
    expectCloseRel(paired(drifting).low, paired(steady).low, 1e-12);
    expectCloseRel(paired(drifting).high, paired(steady).high, 1e-12);

    const unpaired = requireEstimate(
      welchLogRatio(
        drifting.map((pair) => pair.candidate),
        drifting.map((pair) => pair.baseline),
        0.95,
      ),
    );
    expect(unpaired.p).toBeGreaterThan(0.5);
    expect(paired(drifting).p).toBeLessThan(1e-5);
  });

  it("swapping the sides gives the reciprocal and the same p", () => {
    fc.assert(
      fc.property(varyingPairs, confidences, (pairs, confidence) => {
        const there = paired(pairs, confidence);
        const back = paired(
          pairs.map(({ candidate, baseline }) => ({ candidate: baseline, baseline: candidate })),
          confidence,
        );
        expectCloseRel(back.low, 1 / there.high, 1e-12);
        expectCloseRel(back.high, 1 / there.low, 1e-12);
        expectCloseRel(back.p, there.p, 1e-12);
      }),
    );
  });

  it("neither a change of unit nor the order of blocks matters", () => {
    fc.assert(
      fc.property(varyingPairs, scales, (pairs, scale) => {
        const before = paired(pairs);
        const after = paired(
          pairs.map((pair) => ({ candidate: pair.candidate * scale, baseline: pair.baseline * scale })).reverse(),
        );
        expectCloseRel(Math.log(after.high / after.low), Math.log(before.high / before.low), 1e-4);
        expectCloseRel(after.ratio, before.ratio, 1e-12);
      }),
    );
  });

  it("p is below alpha exactly when the interval excludes 1", () => {
    fc.assert(
      fc.property(varyingPairs, confidences, (pairs, confidence) => {
        const { p, low, high } = paired(pairs, confidence);
        fc.pre(Math.abs(p - (1 - confidence)) > 1e-9);
        expect(low > 1 || high < 1).toBe(p < 1 - confidence);
      }),
      { numRuns: 500 },
    );
  });

  it("intervals of growing confidence are nested", () => {
    fc.assert(
      fc.property(varyingPairs, (pairs) => {
        const estimate = paired(pairs, 0.95);
        const narrow = ratioInterval(estimate, 0.9);
        expect(estimate.low).toBeLessThan(narrow.low);
        expect(estimate.high).toBeGreaterThan(narrow.high);
      }),
    );
  });
});

describe("pairedLogRatio without an interval", () => {
  it("two pairs are too few, none have no ratio", () => {
    const result = pairedLogRatio(
      [1, 2].map((baseline) => ({ candidate: baseline * 2, baseline })),
      0.95,
    );
    expect(result).toMatchObject({ kind: "no-interval", reason: "too-few-runs", n: { candidate: 2, baseline: 2 } });
    expectCloseRel((result as { ratio: number }).ratio, 2, 1e-14);
    expect(pairedLogRatio([], 0.95)).not.toHaveProperty("ratio");
  });

  it("a ratio that repeats exactly, though the runs vary, has no variance", () => {
    const pairs = [100, 137.7, 1234.5].map((baseline) => ({ candidate: baseline * 1.1, baseline }));
    expect(pairedLogRatio(pairs, 0.95)).toMatchObject({ kind: "no-interval", reason: "no-variance" });
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("%d has no logarithm", (value) => {
    const good = { candidate: 1, baseline: 2 };
    const bad = { kind: "no-interval", reason: "not-positive" };
    expect(pairedLogRatio([good, good, { candidate: value, baseline: 1 }], 0.95)).toMatchObject(bad);
    expect(pairedLogRatio([good, good, { candidate: 1, baseline: value }], 0.95)).toMatchObject(bad);
  });
});
