import { describe, expect, it } from "vitest";
import { drawArrivals } from "../../../src/load/arrivals/arrival-list.js";
import { NS_PER_SECOND } from "../../../src/model/time.js";
import type { Arrival } from "../../../src/model/workload.js";

function drawTimes(arrival: Arrival, totalSeconds: number, seed: string): readonly number[] {
  const schedule = drawArrivals(arrival, totalSeconds * NS_PER_SECOND, seed);
  if (schedule.kind !== "open") throw new Error(`expected an open schedule, got ${schedule.kind}`);
  return schedule.timesNs;
}

describe("a constant rate", () => {
  it("is i / rate, without drift and without the instant at the end", () => {
    const timesNs = drawTimes({ kind: "constant", requestsPerSecond: 3 }, 100, "a");
    expect(timesNs).toHaveLength(300);
    expect(timesNs[1]).toBe(333_333_333);
    expect(timesNs[3]).toBe(NS_PER_SECOND);
    expect(timesNs[299]).toBe(99_666_666_667);
  });

  it("knows rates below one request a second", () => {
    expect(drawTimes({ kind: "constant", requestsPerSecond: 0.5 }, 5, "a")).toEqual([0, 2e9, 4e9]);
  });
});

describe("a Poisson process", () => {
  const rate = 20;
  const seconds = 20_000;
  const timesNs = drawTimes({ kind: "poisson", requestsPerSecond: rate }, seconds, "dispersion");

  it("ascends in whole nanoseconds and ends before the end", () => {
    expect(timesNs.every((atNs, index) => Number.isSafeInteger(atNs) && atNs >= (timesNs[index - 1] ?? 0))).toBe(true);
    expect(timesNs.at(-1)).toBeLessThan(seconds * NS_PER_SECOND);
  });

  it("has the wanted rate without being stretched to it", () => {
    const standardError = Math.sqrt(rate / seconds);
    expect(Math.abs(timesNs.length / seconds - rate)).toBeLessThan(4 * standardError);
    expect(timesNs.length).not.toBe(rate * seconds);
  });

  it("scatters as much as it should: variance over mean of the counts is 1 at every scale", () => {
    for (const binSeconds of [0.1, 1, 10]) {
      const bins = Math.round(seconds / binSeconds);
      const counts = new Array<number>(bins).fill(0);
      for (const atNs of timesNs) {
        const bin = Math.floor(atNs / (binSeconds * NS_PER_SECOND));
        counts[bin] = (counts[bin] ?? 0) + 1;
      }
      const mean = timesNs.length / bins;
      const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (bins - 1);
      // The index of dispersion times (bins - 1) is chi-squared with (bins - 1) degrees of freedom.
      expect(Math.abs(variance / mean - 1)).toBeLessThan(4 * Math.sqrt(2 / (bins - 1)));
    }
  });

  it("has exponential gaps", () => {
    const gaps = timesNs.slice(1).map((atNs, index) => ((atNs - (timesNs[index] ?? 0)) * rate) / NS_PER_SECOND);
    for (const limit of [0.1, 0.5, 1, 3]) {
      const expected = 1 - Math.exp(-limit);
      const share = gaps.filter((gap) => gap < limit).length / gaps.length;
      expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / gaps.length));
    }
  });

  it("does not gather at whole seconds: the phase within the second is uniform", () => {
    const bins = 100;
    const counts = new Array<number>(bins).fill(0);
    for (const atNs of timesNs) {
      const bin = Math.floor(((atNs % NS_PER_SECOND) / NS_PER_SECOND) * bins);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    const expected = timesNs.length / bins;
    const chiSquared = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chiSquared).toBeLessThan(bins - 1 + 4 * Math.sqrt(2 * (bins - 1)));
  });

  it("is the same for the same seed and another for another", () => {
    const arrival = { kind: "poisson", requestsPerSecond: 5 } as const;
    expect(drawTimes(arrival, 60, "one")).toEqual(drawTimes(arrival, 60, "one"));
    expect(drawTimes(arrival, 60, "one")).not.toEqual(drawTimes(arrival, 60, "two"));
  });

  it("begins alike for a longer run, so that lengthening one keeps its start", () => {
    const arrival = { kind: "poisson", requestsPerSecond: 5 } as const;
    const short = drawTimes(arrival, 10, "one");
    expect(drawTimes(arrival, 60, "one").slice(0, short.length)).toEqual(short);
  });
});

describe("arrivals that the system paces itself", () => {
  it("are users and batches, not times", () => {
    expect(drawArrivals({ kind: "closed-loop", concurrency: 7 }, 1, "a")).toEqual({ kind: "closed", users: 7 });
    expect(drawArrivals({ kind: "offline", requests: 9 }, 1, "a")).toEqual({ kind: "batch", requests: 9 });
  });
});
