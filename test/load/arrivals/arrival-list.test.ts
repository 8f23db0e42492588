import { describe, expect, it } from "vitest";
import { namedRandom } from "../../../src/contract/random.js";
import { drawArrivals } from "../../../src/load/arrivals/arrival-list.js";
import { isInShare } from "../../../src/load/load-share.js";
import { NS_PER_SECOND } from "../../../src/model/time.js";
import type { Arrival } from "../../../src/model/workload.js";
import { workloadInputs } from "../workload-inputs.js";
import {
  dispersionError,
  dispersionIndex,
  gapsOf,
  kolmogorovScore,
  secondBoundaryScore,
} from "./arrival-statistics.js";
import { drawTimes } from "./draw-times.js";

const OPEN_KINDS: readonly Arrival[] = [
  { kind: "constant", requestsPerSecond: 5 },
  { kind: "poisson", requestsPerSecond: 5 },
  { kind: "gamma", requestsPerSecond: 5, burstiness: 0.3 },
  { kind: "ramp", fromRequestsPerSecond: 1, toRequestsPerSecond: 9 },
  {
    kind: "steps",
    steps: [
      { requestsPerSecond: 8, seconds: 20 },
      { requestsPerSecond: 2, seconds: 20 },
    ],
  },
];

describe("every kind of open arrivals", () => {
  it.each(OPEN_KINDS)(
    "$kind is the same for the same seed, ascends in whole nanoseconds and ends before the end",
    (arrival) => {
      const timesNs = drawTimes(arrival, 60, "one");
      expect(drawTimes(arrival, 60, "one")).toEqual(timesNs);
      expect(timesNs.length).toBeGreaterThan(200);
      expect(timesNs.every((atNs, index) => Number.isSafeInteger(atNs) && atNs >= (timesNs[index - 1] ?? 0))).toBe(
        true,
      );
      expect(timesNs.at(-1)).toBeLessThan(60 * NS_PER_SECOND);
    },
  );

  it.each(OPEN_KINDS.slice(1))("$kind is another list for another seed", (arrival) => {
    expect(drawTimes(arrival, 60, "one")).not.toEqual(drawTimes(arrival, 60, "two"));
  });

  it.each(OPEN_KINDS)("$kind does not depend on the salt of the prompts", (arrival) => {
    const salted = drawTimes(arrival, 60, "one", workloadInputs({ salt: "run-2" }));
    expect(salted).toEqual(drawTimes(arrival, 60, "one"));
  });

  it.each([1, 2, 3, 7])("is shared out whole among %i workers", (workers) => {
    const timesNs = drawTimes({ kind: "poisson", requestsPerSecond: 50 }, 60, "one");
    const shares = Array.from({ length: workers }, (_, worker) =>
      timesNs.filter((_, index) => isInShare({ worker, workers }, index)),
    );
    expect(shares.flat().toSorted((a, b) => a - b)).toEqual(timesNs);
    const sizes = shares.map((share) => share.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });
});

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

  it("does not scatter: variance over mean of the counts is next to 0 at every scale", () => {
    const timesNs = drawTimes({ kind: "constant", requestsPerSecond: 7.3 }, 10_000, "a");
    for (const binSeconds of [1, 10, 100]) expect(dispersionIndex(timesNs, 10_000, binSeconds)).toBeLessThan(0.04);
  });
});

describe("a Poisson process", () => {
  const rate = 20;
  const seconds = 20_000;
  const timesNs = drawTimes({ kind: "poisson", requestsPerSecond: rate }, seconds, "dispersion");

  it("has the wanted rate without being stretched to it", () => {
    const standardError = Math.sqrt(rate / seconds);
    expect(Math.abs(timesNs.length / seconds - rate)).toBeLessThan(4 * standardError);
    expect(timesNs.length).not.toBe(rate * seconds);
  });

  it("scatters as much as it should: variance over mean of the counts is 1 at every scale", () => {
    for (const binSeconds of [0.1, 1, 10]) {
      const error = dispersionError(seconds, binSeconds);
      expect(Math.abs(dispersionIndex(timesNs, seconds, binSeconds) - 1)).toBeLessThan(4 * error);
    }
  });

  it("has exponential gaps", () => {
    expect(kolmogorovScore(gapsOf(timesNs), (gap) => 1 - Math.exp(-gap * rate))).toBeLessThan(1.95);
  });

  it("does not gather at whole seconds: the phase within the second is uniform", () => {
    expect(secondBoundaryScore(timesNs)).toBeLessThan(4);
  });

  it("begins alike for a longer run, so that lengthening one keeps its start", () => {
    const arrival = { kind: "poisson", requestsPerSecond: 5 } as const;
    const short = drawTimes(arrival, 10, "one");
    expect(drawTimes(arrival, 60, "one").slice(0, short.length)).toEqual(short);
  });
});

/** What other load generators were seen to send (peers.md 4.2, 4.5), so that these checks are known to find it. */
describe("the checks of the tests above", () => {
  const rate = 10;
  const seconds = 4000;
  const random = namedRandom("faults", "arrivals");
  const exponential = (): number => -Math.log1p(-random()) / rate;

  it("tell exponential gaps that are called constant from a constant rate", () => {
    const timesNs = drawTimes({ kind: "poisson", requestsPerSecond: rate }, seconds, "not constant");
    expect(dispersionIndex(timesNs, seconds, 10)).toBeGreaterThan(0.5);
  });

  it("find arrivals that are drawn second by second and stretched to fill it", () => {
    const timesNs = Array.from({ length: seconds }, (_, second) => {
      const gaps = Array.from({ length: rate }, exponential);
      const total = gaps.reduce((sum, gap) => sum + gap, 0);
      let reached = 0;
      return gaps.map((gap) => {
        reached += gap;
        return (second + Math.min(reached / total, 1)) * NS_PER_SECOND;
      });
    }).flat();
    expect(secondBoundaryScore(timesNs)).toBeGreaterThan(20);
    expect(dispersionIndex(timesNs, seconds, 10)).toBeLessThan(0.5);
  });

  it("find workers that all draw the same gaps", () => {
    const workers = 4;
    const timesNs: number[] = [];
    for (let at = 0; at < seconds; ) {
      const gap = exponential();
      for (let worker = 0; worker < workers; worker += 1) {
        at += gap;
        timesNs.push(at * NS_PER_SECOND);
      }
    }
    expect(dispersionIndex(timesNs, seconds, 10)).toBeGreaterThan(2);
  });
});

describe("arrivals that the system paces itself", () => {
  it("are users and batches, not times", () => {
    const closed = drawArrivals({ kind: "closed-loop", concurrency: 7 }, 1, "a", workloadInputs());
    expect(closed).toMatchObject({ kind: "closed", users: 7 });
    expect(closed.kind === "closed" && [0, 7, 700].map(closed.thinkNs)).toEqual([0, 0, 0]);
    const batch = drawArrivals({ kind: "offline", requests: 9 }, 1, "a", workloadInputs());
    expect(batch).toEqual({ kind: "batch", requests: 9 });
  });
});
