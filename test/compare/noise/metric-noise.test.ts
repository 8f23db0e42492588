import { randomNormal } from "d3-random";
import { describe, expect, it } from "vitest";
import { isFalseAlarm, metricNoise, pairsOf } from "../../../src/compare/noise/metric-noise.js";
import { namedRandom } from "../../../src/contract/random.js";
import type { MetricNoise } from "../../../src/model/noise.js";
import { expectCloseRel } from "../../statistics/close-to.js";

const told = (values: readonly number[]): MetricNoise => {
  const noise = metricNoise(values);
  if (typeof noise === "string") throw new Error(noise);
  return noise;
};

describe("the noise of a metric", () => {
  // Six identical vLLM runs, 0xBakeer/qwen38-flash-next-spark #6; their CV is 2.35 %.
  const PUBLISHED = [35.3, 35.7, 34.7, 35.2, 36.1, 37.1];

  it("is the spread of the logarithms, with its χ² interval", () => {
    const { n, cv, cvLow, cvHigh } = told(PUBLISHED);
    expect(n).toBe(6);
    expect(cv).toBeCloseTo(0.0235, 3);
    // χ² with 5 degrees of freedom at 0.975 and 0.025.
    expectCloseRel(cvLow, cv * Math.sqrt(5 / 12.832501994), 1e-8);
    expectCloseRel(cvHigh, cv * Math.sqrt(5 / 0.8312116135), 1e-8);
  });

  it("is the same in every unit, and its A/A ratio turns round with the order of the halves", () => {
    const scaled = told(PUBLISHED.map((value) => value * 1000));
    const { cv, aa } = told(PUBLISHED);
    expectCloseRel(scaled.cv, cv, 1e-10);
    const swapped = told(
      PUBLISHED.flatMap((value, index) => (index % 2 === 0 ? [PUBLISHED[index + 1] ?? 0, value] : [])),
    );
    expectCloseRel(swapped.aa.ratio, 1 / aa.ratio, 1e-12);
    expectCloseRel(swapped.aa.low, 1 / aa.high, 1e-12);
  });

  it("of neighbours leaves out what drifts slowly", () => {
    const drifting = Array.from(
      { length: 10 },
      (_, run) => 100 * Math.exp(0.05 * Math.floor(run / 2) + 0.001 * (run % 2)),
    );
    const { cv, pairCv } = told(drifting);
    expectCloseRel(pairCv ?? 0, 0.001, 1e-9);
    expect(cv).toBeGreaterThan(0.05);
    expect([pairsOf(10), pairsOf(7)]).toEqual([5, 3]);
  });

  it("is none of too few runs, of zeros, of runs that do not differ or only in turn", () => {
    expect(metricNoise([1, 2, 3, 4, 5])).toBe("too-few-runs");
    expect(metricNoise([0, 1, 2, 3, 4, 5])).toBe("not-positive");
    expect(metricNoise([7, 7, 7, 7, 7, 7])).toBe("no-variance");
    expect(metricNoise([7, 8, 7, 8, 7, 8])).toBe("no-variance");
  });

  it("gives a false alarm once in twenty times, and no more", () => {
    const noise = randomNormal.source(namedRandom(20261123, "aa"))(0, 0.02);
    const trials = 3000;
    let alarms = 0;
    let root = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const one = told(Array.from({ length: 10 }, () => 50 * Math.exp(noise())));
      if (isFalseAlarm(one)) alarms += 1;
      root += (one.pairCv ?? 0) ** 2 / trials;
    }
    // The 99.9 % binomial band; Welch is a little below 5 % with five runs a side.
    const band = 3.2905 * Math.sqrt((0.05 * 0.95) / trials);
    expect(alarms / trials).toBeGreaterThan(0.04 - band);
    expect(alarms / trials).toBeLessThan(0.05 + band);
    // Neighbours of independent runs differ by √2 of the spread.
    expect(Math.sqrt(root) / 0.02).toBeCloseTo(Math.SQRT2, 1);
  });
});
