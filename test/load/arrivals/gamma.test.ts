import { describe, expect, it } from "vitest";
import { standardNormalCdf } from "../../../src/statistics/standard-normal.js";
import {
  dispersionError,
  dispersionIndex,
  gapsOf,
  kolmogorovScore,
  secondBoundaryScore,
} from "./arrival-statistics.js";
import { drawTimes } from "./draw-times.js";

const rate = 20;
const seconds = 20_000;

function drawn(burstiness: number): readonly number[] {
  return drawTimes({ kind: "gamma", requestsPerSecond: rate, burstiness }, seconds, "gamma");
}

describe("gamma gaps", () => {
  it("of burstiness 1 are a Poisson process, arrival by arrival", () => {
    expect(drawn(1)).toEqual(drawTimes({ kind: "poisson", requestsPerSecond: rate }, seconds, "gamma"));
  });

  // Cumulative distributions of a gamma variable of scale 1, in closed form.
  it.each([
    [0.5, (x: number) => 2 * standardNormalCdf(Math.sqrt(2 * x)) - 1],
    [2, (x: number) => 1 - Math.exp(-x) * (1 + x)],
    [4, (x: number) => 1 - Math.exp(-x) * (1 + x + x ** 2 / 2 + x ** 3 / 6)],
  ])("of burstiness %f have that shape and the mean 1 / rate", (burstiness, cumulative) => {
    const gaps = gapsOf(drawn(burstiness));
    expect(kolmogorovScore(gaps, (gap) => cumulative(gap * rate * burstiness))).toBeLessThan(1.95);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const standardError = 1 / Math.sqrt(burstiness * gaps.length);
    expect(Math.abs(mean * rate - 1)).toBeLessThan(4 * standardError);
  });

  it.each([0.25, 0.5, 2, 4])(
    "of burstiness %f scatter with variance over mean 1 / burstiness over many gaps",
    (burstiness) => {
      const binSeconds = 20;
      const relative = dispersionIndex(drawn(burstiness), seconds, binSeconds) * burstiness;
      expect(Math.abs(relative - 1)).toBeLessThan(4 * dispersionError(seconds, binSeconds));
    },
  );

  it("do not gather at whole seconds", () => {
    // Bursts are larger clusters of their own, so that the even ones are looked at: they would show a boundary best.
    expect(secondBoundaryScore(drawn(4))).toBeLessThan(4);
  });
});
