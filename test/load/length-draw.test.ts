import { describe, expect, it } from "vitest";
import { namedRandom } from "../../src/contract/random.js";
import { drawLength, drawLengths } from "../../src/load/length-draw.js";
import { lengthAt } from "../../src/load/length-quantile.js";
import type { LengthDistribution } from "../../src/model/length-distribution.js";
import { standardNormalCdf } from "../../src/statistics/standard-normal.js";
import { kolmogorovScore } from "./arrivals/arrival-statistics.js";

function draws(distribution: LengthDistribution, count = 20_000): readonly number[] {
  const random = namedRandom("seed", "lengths");
  return Array.from({ length: count }, () => drawLength(distribution, random));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("drawLength", () => {
  it("draws whole numbers uniformly, both limits included", () => {
    const values = draws({ kind: "uniform", low: 3, high: 6 });
    expect([...new Set(values)].sort()).toEqual([3, 4, 5, 6]);
    for (const value of [3, 4, 5, 6]) {
      expect(Math.abs(values.filter((drawn) => drawn === value).length / values.length - 0.25)).toBeLessThan(0.013);
    }
  });

  it("draws a normal distribution within its limits and without a heap at them", () => {
    const values = draws({ kind: "normal", mean: 100, sd: 30, low: 50, high: 150 });
    expect(Math.min(...values)).toBeGreaterThanOrEqual(50);
    expect(Math.max(...values)).toBeLessThanOrEqual(150);
    expect(Math.abs(mean(values) - 100)).toBeLessThan(1);
    expect(values.filter((value) => value === 150).length / values.length).toBeLessThan(0.01);
  });

  it("draws a lognormal distribution by its median and sigma, within its limits", () => {
    const median = 5000;
    const sigma = 0.8;
    const values = draws({ kind: "lognormal", median, sigma, low: 1, high: 1_000_000 });
    const inSigmas = (value: number): number => Math.log(value / median) / sigma;
    expect(kolmogorovScore(values, (value) => standardNormalCdf(inSigmas(value)))).toBeLessThan(1.95);
    const cut = draws({ kind: "lognormal", median, sigma, low: 4000, high: 9000 });
    expect(Math.min(...cut)).toBeGreaterThanOrEqual(4000);
    expect(Math.max(...cut)).toBeLessThanOrEqual(9000);
    expect(cut.filter((value) => value === 9000).length).toBeLessThan(10);
  });

  it("draws given lengths as often as their weights say, in whatever order they stand", () => {
    const values = draws({ kind: "empirical", values: [900, 10, 50, 7], weights: [1, 6, 3, 0] });
    const share = (length: number): number => values.filter((value) => value === length).length / values.length;
    expect([10, 50, 900].map((length) => share(length).toFixed(1))).toEqual(["0.6", "0.3", "0.1"]);
    expect(share(7)).toBe(0);
    const equal = draws({ kind: "empirical", values: [3, 1, 3] });
    expect(Math.abs(equal.filter((value) => value === 3).length / equal.length - 2 / 3)).toBeLessThan(0.014);
  });

  it("ends even where the limits lie outside the distribution", () => {
    expect(draws({ kind: "normal", mean: 10, sd: 1, low: 500, high: 600 }, 3)).toEqual([500, 500, 500]);
    expect(draws({ kind: "lognormal", median: 10, sigma: 0.1, low: 500, high: 600 }, 3)).toEqual([500, 500, 500]);
  });

  it("is at least 1", () => {
    expect(draws({ kind: "fixed", value: 0 }, 1)).toEqual([1]);
  });
});

const DISTRIBUTIONS: readonly LengthDistribution[] = [
  { kind: "uniform", low: 100, high: 4000 },
  { kind: "normal", mean: 3000, sd: 1500, low: 500, high: 5000 },
  { kind: "lognormal", median: 2000, sigma: 1, low: 100, high: 30_000 },
  { kind: "empirical", values: [400, 100, 900, 250], weights: [2, 5, 1, 2] },
];

describe("lengthAt", () => {
  it.each(DISTRIBUTIONS)("gives lengths of the $kind distribution for uniform probabilities", (distribution) => {
    const random = namedRandom("quantiles", "u");
    const byQuantile = Array.from({ length: 20_000 }, () => lengthAt(distribution, random())).toSorted((a, b) => a - b);
    const drawn = draws(distribution).toSorted((a, b) => a - b);
    const atMost = (values: readonly number[], limit: number): number =>
      values.filter((value) => value <= limit).length / values.length;
    const furthest = [0.05, 0.2, 0.4, 0.6, 0.8, 0.95].map((share) => {
      const limit = drawn[Math.floor(share * drawn.length)] ?? 0;
      return Math.abs(atMost(byQuantile, limit) - atMost(drawn, limit));
    });
    // Kolmogorov and Smirnov's two-sample limit at 0.001.
    expect(Math.max(...furthest)).toBeLessThan(1.95 * Math.sqrt(2 / 20_000));
  });

  it.each(DISTRIBUTIONS)("never falls as the probability rises, from end to end: $kind", (distribution) => {
    const lengths = Array.from({ length: 1001 }, (_, index) => lengthAt(distribution, index / 1000));
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
    expect(lengths.every((length) => Number.isSafeInteger(length) && length >= 100)).toBe(true);
  });

  it("is a number also without spread and without mass between the limits", () => {
    expect(lengthAt({ kind: "normal", mean: 50, sd: 0, low: 50, high: 60 }, 0.3)).toBe(50);
    expect(lengthAt({ kind: "normal", mean: 10, sd: 1, low: 500, high: 600 }, 0.3)).toBe(500);
    expect(lengthAt({ kind: "normal", mean: 900, sd: 1, low: 500, high: 600 }, 0.3)).toBe(600);
    expect(lengthAt({ kind: "fixed", value: 7 }, 0.99)).toBe(7);
  });
});

describe("drawLengths", () => {
  const prompts: LengthDistribution = { kind: "lognormal", median: 2000, sigma: 1, low: 1, high: 1_000_000 };
  const outputs: LengthDistribution = { kind: "uniform", low: 1, high: 100_000 };

  function pairs(correlation: number) {
    const random = namedRandom("pairs", String(correlation));
    return Array.from({ length: 20_000 }, () => drawLengths(prompts, outputs, correlation, random));
  }

  function spearman(values: readonly (readonly [number, number])[]): number {
    const ranks = [0, 1].map((side) => {
      const order = values.map((pair, index) => ({ value: pair[side] ?? 0, index })).sort((a, b) => a.value - b.value);
      const ofIndex = new Array<number>(values.length);
      for (const [rank, { index }] of order.entries()) ofIndex[index] = rank;
      return ofIndex;
    });
    const n = values.length;
    const squares = values.reduce(
      (sum, _, index) => sum + ((ranks[0]?.[index] ?? 0) - (ranks[1]?.[index] ?? 0)) ** 2,
      0,
    );
    return 1 - (6 * squares) / (n * (n * n - 1));
  }

  it.each([-1, -0.6, 0, 0.3, 0.8, 1])("has at the correlation %f the rank correlation of its copula", (correlation) => {
    const achieved = spearman(pairs(correlation).map(({ prompt, output }) => [prompt, output] as const));
    // Ties of rounded lengths move it by less than the noise.
    expect(Math.abs(achieved - (6 / Math.PI) * Math.asin(correlation / 2))).toBeLessThan(4 / Math.sqrt(20_000));
  });

  it.each([-0.6, 0.8])("leaves both distributions as they are at the correlation %f", (correlation) => {
    const drawn = pairs(correlation);
    const inSigmas = (value: number): number => Math.log(value / 2000);
    const promptScore = kolmogorovScore(
      drawn.map(({ prompt }) => prompt),
      (value) => standardNormalCdf(inSigmas(value)),
    );
    const outputScore = kolmogorovScore(
      drawn.map(({ output }) => output),
      (value) => value / 100_000,
    );
    expect(promptScore).toBeLessThan(1.95);
    expect(outputScore).toBeLessThan(1.95);
  });

  it("without correlation draws what single draws would, the output first", () => {
    const [together, apart] = [namedRandom("one", "request"), namedRandom("one", "request")];
    const { prompt, output } = drawLengths(prompts, outputs, 0, together);
    expect([output, prompt]).toEqual([drawLength(outputs, apart), drawLength(prompts, apart)]);
  });
});
