import { describe, expect, it } from "vitest";
import { NS_PER_SECOND } from "../../../src/model/time.js";
import { dispersionError, dispersionIndex, kolmogorovScore, secondBoundaryScore } from "./arrival-statistics.js";
import { drawTimes } from "./draw-times.js";

const seconds = 10_000;

/** Arrivals of a Poisson process lie like uniform ones once its time is measured in expected requests. */
function expectRate(timesNs: readonly number[], expectedUntil: (second: number) => number): void {
  const expected = expectedUntil(seconds);
  expect(Math.abs(timesNs.length - expected)).toBeLessThan(4 * Math.sqrt(expected));
  const score = kolmogorovScore(timesNs, (atNs) => expectedUntil(atNs / NS_PER_SECOND) / expected);
  expect(score).toBeLessThan(1.95);
}

describe("a ramp", () => {
  it.each([
    [2, 38],
    [40, 0],
    [0, 40],
    [20, 20],
  ])("from %f to %f requests/s follows its straight line", (from, to) => {
    const timesNs = drawTimes({ kind: "ramp", fromRequestsPerSecond: from, toRequestsPerSecond: to }, seconds, "ramp");
    expectRate(timesNs, (second) => from * second + ((to - from) * second ** 2) / (2 * seconds));
    expect(secondBoundaryScore(timesNs)).toBeLessThan(4);
  });

  it("of one rate is a Poisson process", () => {
    const timesNs = drawTimes({ kind: "ramp", fromRequestsPerSecond: 20, toRequestsPerSecond: 20 }, seconds, "flat");
    expect(Math.abs(dispersionIndex(timesNs, seconds, 1) - 1)).toBeLessThan(4 * dispersionError(seconds, 1));
  });
});

describe("steps", () => {
  const steps = [
    { requestsPerSecond: 10, seconds: 2000 },
    { requestsPerSecond: 0, seconds: 1000.5 },
    { requestsPerSecond: 40, seconds: 3000 },
    { requestsPerSecond: 5, seconds: 100 },
  ];

  it("follow their rates, the last one until the end", () => {
    const timesNs = drawTimes({ kind: "steps", steps }, seconds, "steps");
    expectRate(timesNs, (second) => {
      const inStep = (from: number, to: number): number => Math.min(Math.max(second - from, 0), to - from);
      return 10 * inStep(0, 2000) + 40 * inStep(3000.5, 6000.5) + 5 * inStep(6000.5, seconds);
    });
    const inPause = timesNs.filter((atNs) => atNs >= 2000 * NS_PER_SECOND && atNs < 3000.5 * NS_PER_SECOND);
    expect(inPause).toEqual([]);
    expect(secondBoundaryScore(timesNs)).toBeLessThan(4);
  });

  it("do not begin anew at a border: equal steps are one Poisson process", () => {
    const equal = Array.from({ length: 1000 }, () => ({ requestsPerSecond: 20, seconds: 10 }));
    const timesNs = drawTimes({ kind: "steps", steps: equal }, seconds, "one");
    const whole = drawTimes({ kind: "steps", steps: [{ requestsPerSecond: 20, seconds: 1 }] }, seconds, "one");
    expect(timesNs.length).toBe(whole.length);
    const furthest = timesNs.map((atNs, index) => Math.abs(atNs - (whole[index] ?? 0)));
    expect(furthest.reduce((most, ns) => Math.max(most, ns), 0)).toBeLessThan(100);
  });

  it("stop at a last step without requests", () => {
    const ending = [
      { requestsPerSecond: 10, seconds: 5 },
      { requestsPerSecond: 0, seconds: 1 },
    ];
    const timesNs = drawTimes({ kind: "steps", steps: ending }, seconds, "end");
    expect(timesNs.length).toBeGreaterThan(20);
    expect(timesNs.at(-1)).toBeLessThan(5 * NS_PER_SECOND);
  });

  it("that begin behind the load's end change nothing", () => {
    const cut = drawTimes({ kind: "steps", steps: [{ requestsPerSecond: 10, seconds: 500 }, ...steps] }, 400, "cut");
    expect(cut).toEqual(drawTimes({ kind: "steps", steps: [{ requestsPerSecond: 10, seconds: 1 }] }, 400, "cut"));
  });
});
