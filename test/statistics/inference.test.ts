import { describe, expect, it } from "vitest";
import { namedRandom } from "../../src/contract/random.js";
import { autocorrelation } from "../../src/statistics/autocorrelation.js";
import { batchedMean } from "../../src/statistics/batch-means.js";
import { bcaInterval, blockBootstrapInterval, jackknifeAcceleration } from "../../src/statistics/bootstrap.js";
import { earlyStoppingRequests } from "../../src/statistics/early-stopping.js";
import { aboveLimitP, tostP } from "../../src/statistics/equivalence.js";
import { geometricMeanRatio } from "../../src/statistics/geometric-mean-ratio.js";
import { varianceComponents } from "../../src/statistics/hierarchical-variance.js";
import { quantileRanks } from "../../src/statistics/order-statistic-interval.js";
import { isBimodal, outlierIndices } from "../../src/statistics/outliers.js";
import { benjaminiHochberg, holm } from "../../src/statistics/p-adjust.js";
import { detectableEffect, powerOfRuns, runsForPower } from "../../src/statistics/power-analysis.js";
import { MINIMUM_HISTORY, predictionHalfWidth, predictionInterval } from "../../src/statistics/prediction-interval.js";
import { ratioOfSums } from "../../src/statistics/ratio-of-sums.js";
import { studentTQuantile } from "../../src/statistics/student-t.js";
import { mean, sampleStandardDeviation } from "../../src/statistics/summary.js";
import { welchLogRatio } from "../../src/statistics/welch-log-ratio.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/stats-fixtures.json" with { type: "json" };
import { requireEstimate } from "./require-estimate.js";

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

describe("power", () => {
  const { n20_d1, n_for_90pct_d1, n_for_80pct_d1, mde80_by_n } = reference.power;

  it("is R's power.t.test", () => {
    expectCloseRel(powerOfRuns(20, { effect: 1, alpha: 0.05 }), n20_d1, 1e-9);
    expectCloseRel(runsForPower(0.9, { effect: 1, alpha: 0.05 }) ?? 0, n_for_90pct_d1, 1e-6);
    expectCloseRel(runsForPower(0.8, { effect: 1, alpha: 0.05 }) ?? 0, n_for_80pct_d1, 1e-6);
  });

  it.each(Object.entries(mde80_by_n))("%s runs an arm find an effect of %s SD in 80 of 100", (n, effect) => {
    expect(detectableEffect(Number(n), 0.8, 0.05)).toBeCloseTo(effect, 2);
  });

  it("rises with the runs and with the effect", () => {
    const at = (n: number, effect: number) => powerOfRuns(n, { effect, alpha: 0.05 });
    expect(at(6, 1)).toBeLessThan(at(7, 1));
    expect(at(6, 1)).toBeLessThan(at(6, 1.1));
    expect(runsForPower(0.8, { effect: 1e-4, alpha: 0.05 })).toBeUndefined();
  });
});

describe("equivalence and non-inferiority", () => {
  const { A, B, tost, nonInferiority_B_over_A_gt_0 } = {
    ...reference.ratio,
    nonInferiority_B_over_A_gt_0: reference.ratio["nonInferiority_B_over_A_gt_0.95"],
  };

  it.each(Object.entries(tost))("TOST within %s", (limit, p) => {
    expectCloseRel(tostP(requireEstimate(welchLogRatio(A, B, 0.95)), Number(limit) - 1), p, 1e-9);
  });

  it("non-inferiority at 0.95", () => {
    const estimate = requireEstimate(welchLogRatio(B, A, 0.95));
    expectCloseRel(aboveLimitP(estimate, 0.95), nonInferiority_B_over_A_gt_0, 1e-9);
    expect(() => aboveLimitP(estimate, 0)).toThrow(RangeError);
  });
});

describe("geometricMeanRatio", () => {
  it("has Satterthwaite's degrees of freedom over all sides of all workloads", () => {
    const { A, B } = reference.ratio;
    const { A2, B2, est, ci, df } = reference.geomean2workloads;
    const ratios = [welchLogRatio(A, B, 0.95), welchLogRatio(A2, B2, 0.95)].map((result) => ({
      ...requireEstimate(result),
      weight: 1,
    }));
    const combined = geometricMeanRatio(ratios, 0.95);
    expectCloseRel(combined.ratio, est, 1e-12);
    expectCloseRel(combined.df, df, 1e-10);
    expectCloseRel(combined.low, ci[0] as number, 1e-10);
    expectCloseRel(combined.high, ci[1] as number, 1e-10);
  });

  it("of one ratio is that ratio, whatever its weight", () => {
    const one = { ratio: 1.2, standardErrorLog: 0.01, df: 5, weight: 7 };
    expect(geometricMeanRatio([one], 0.95).ratio).toBeCloseTo(1.2, 14);
    expect(() => geometricMeanRatio([{ ...one, weight: 0 }], 0.95)).toThrow(RangeError);
  });
});

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
});

describe("ratioOfSums", () => {
  it("answers by the delta method", () => {
    const { tokens, joules, ratioOfSums: ratio, seDelta, ci } = reference.perJoule;
    const found = ratioOfSums(tokens, joules, 0.95);
    expectCloseRel(found?.ratio ?? 0, ratio, 1e-10);
    expectCloseRel(found?.standardError ?? 0, seDelta, 1e-10);
    expectCloseRel(found?.low ?? 0, ci[0] as number, 1e-10);
    expectCloseRel(found?.high ?? 0, ci[1] as number, 1e-10);
    expect(ratioOfSums([1, 2], [1, 2], 0.95)).toBeUndefined();
  });
});

describe("quantileRanks", () => {
  it.each(Object.entries(reference.medianOrderCi95))("the median of %s values", (n, [low, high, coverage]) => {
    const found = quantileRanks(Number(n), 0.5, 0.95);
    expectCloseRel(found?.coverage ?? 0, coverage as number, 1e-9);
    const ends = [found?.low, found?.high];
    // Of eight values 1..7 and 2..8 are as good.
    if (n === "8")
      expect([
        [1, 7],
        [2, 8],
      ]).toContainEqual(ends);
    else expect(ends).toEqual([low, high]);
  });

  it("covers what it says: p99 of 2,000 by the ranks 1971 to 1989", () => {
    expect(quantileRanks(2000, 0.99, 0.95)).toMatchObject({ low: 1971, high: 1989 });
  });

  it("is not there below 299 values for p99", () => {
    expect(quantileRanks(298, 0.99, 0.95)).toBeUndefined();
    expect(quantileRanks(299, 0.99, 0.95)).toBeDefined();
    expect(() => quantileRanks(10, 1, 0.95)).toThrow(RangeError);
  });

  it("finds the interval of R's asht for the median of twelve values", () => {
    const { x, conf } = reference.quantileCiR_asht;
    const expected = reference.quantileCiR_asht["0.5"];
    const found = quantileRanks(x.length, 0.5, conf);
    expect(x[(found?.low ?? 0) - 1]).toBeCloseTo(expected[0] as number, 6);
    expect(x[(found?.high ?? 0) - 1]).toBeCloseTo(expected[1] as number, 6);
  });
});

describe("earlyStoppingRequests", () => {
  const { t, ...totals } = reference.mlperfEarlyStopTotals_c99_d0;
  it.each(Object.entries(totals))("percentile %s", (percentile, expected) => {
    const found = (t as readonly number[]).map((over) => earlyStoppingRequests(over, Number(percentile), 0.99));
    expect(found).toEqual(expected);
  });
});

describe("NIST's certified values", () => {
  const { nist } = reference;
  const series = [nist.NumAcc1, nist.Michelso, nist.Mavro, nist.Lew, nist.Lottery];
  it.each(series)("mean $mean", ({ y, mean: centre, sd, r1 }) => {
    expectCloseRel(mean(y), centre, 1e-12);
    expectCloseRel(sampleStandardDeviation(y), sd, 1e-9);
    expectCloseRel(autocorrelation(y, 1), r1, 1e-9);
  });

  it("knows no lag beyond the series", () => {
    expect(() => autocorrelation([1, 2], 2)).toThrow(RangeError);
    expect(autocorrelation([3, 3, 3], 1)).toBe(0);
  });
});

describe("batchedMean", () => {
  it("is the t interval of ten means", () => {
    const windows = Array.from({ length: 105 }, (_, index) => Math.floor((index - 5) / 10));
    expect(batchedMean(windows)).toMatchObject({ mean: 4.5, df: 9 });
    expect(batchedMean(windows)?.standardError).toBeCloseTo(Math.sqrt(82.5 / 9 / 10), 12);
    expect(batchedMean([1, 2, 3])).toBeUndefined();
  });
});

describe("bootstrap", () => {
  const { x, bca95_R, bca95_scipy, accelJackknife } = reference.bootstrapR;
  const options = { confidence: 0.95, resamples: 20_000, random: drawsOf("bca") };

  it("BCa agrees with R and scipy within the noise of resampling", () => {
    expectCloseRel(jackknifeAcceleration(x, mean), accelJackknife, 1e-9);
    const { estimate, low, high } = bcaInterval(x, mean, options);
    expect(estimate).toBe(mean(x));
    expectCloseRel(low, ((bca95_R[0] as number) + (bca95_scipy[0] as number)) / 2, 0.015);
    expectCloseRel(high, ((bca95_R[1] as number) + (bca95_scipy[1] as number)) / 2, 0.015);
  });

  it("gives the same interval for the same seed", () => {
    const once = () => bcaInterval(x, mean, { confidence: 0.9, resamples: 500, random: drawsOf("again") });
    expect(once()).toEqual(once());
  });

  it("of blocks is wider where neighbours are alike", () => {
    const series = Array.from({ length: 200 }, (_, index) => Math.sin(index / 10));
    const width = (block: number) => {
      const found = blockBootstrapInterval(series, mean, block, {
        confidence: 0.95,
        resamples: 500,
        random: drawsOf("blocks"),
      });
      return found.high - found.low;
    };
    expect(width(20)).toBeGreaterThan(2 * width(1));
  });
});

function drawsOf(name: string): () => number {
  return namedRandom(name, "bootstrap");
}

describe("predictionInterval", () => {
  it("has the half-widths of statistics.md Q6b", () => {
    const widths = [
      [10, 1, 2.37],
      [10, 3, 1.49],
      [30, 1, 2.08],
      [30, 3, 1.24],
      [30, 5, 0.99],
    ] as const;
    for (const [n, fresh, width] of widths) expect(predictionHalfWidth(n, fresh, 0.95)).toBeCloseTo(width, 2);
  });

  it("reproduces Bencher's documented limits, an interval for one new value", () => {
    const { n, mean: centre, sd, boundary, upper, lower } = reference.bencherDocs.tTest;
    const half = studentTQuantile(boundary, n - 1) * sd * Math.sqrt(1 + 1 / n);
    expectCloseRel(centre + half, upper, 1e-9);
    expectCloseRel(centre - half, lower, 1e-9);
    expectCloseRel(predictionHalfWidth(n, 1, 2 * boundary - 1) * sd, half, 1e-12);
  });

  it("needs a history", () => {
    const history = Array.from({ length: MINIMUM_HISTORY - 1 }, (_, index) => index);
    expect(predictionInterval(history, 1, 0.95)).toBeUndefined();
    expect(predictionInterval([...history, 9], 1, 0.95)?.mean).toBe(4.5);
    expect(() => predictionInterval(history, 0, 0.95)).toThrow(RangeError);
  });
});

describe("labels of runs", () => {
  it("name what lies far off, by robust deviations", () => {
    expect(outlierIndices([100, 101, 99, 100, 130, 101])).toEqual([4]);
    expect(outlierIndices([5, 5, 5, 9])).toEqual([]);
    expect(outlierIndices([])).toEqual([]);
  });

  it("tell two modes from one", () => {
    expect(isBimodal([100, 101, 100.5, 120, 121, 120.5])).toBe(true);
    expect(isBimodal([100, 101, 102, 103, 104, 105])).toBe(false);
    expect(isBimodal([100, 100, 101])).toBe(false);
  });
});
