import { describe, expect, it } from "vitest";
import { drawArrivals } from "../../../src/load/arrivals/arrival-list.js";
import { NS_PER_SECOND } from "../../../src/model/time.js";
import type { ThinkTime } from "../../../src/model/workload.js";
import { workloadInputs } from "../workload-inputs.js";
import { kolmogorovScore } from "./arrival-statistics.js";

const users = 8;

function thinking(thinkTime: ThinkTime, seed: string): (index: number) => number {
  const schedule = drawArrivals({ kind: "closed-loop", concurrency: users, thinkTime }, 1, seed, workloadInputs());
  if (schedule.kind !== "closed") throw new Error("expected a closed loop");
  return schedule.thinkNs;
}

describe("the think time of a closed loop", () => {
  it("is the same for a request in whatever order and however often it is asked for", () => {
    const indices = Array.from({ length: 200 }, (_, index) => index + users);
    const forward = indices.map(thinking({ kind: "exponential", meanSeconds: 2 }, "one"));
    const backward = indices.toReversed().map(thinking({ kind: "exponential", meanSeconds: 2 }, "one"));
    expect(backward.toReversed()).toEqual(forward);
    expect(indices.map(thinking({ kind: "exponential", meanSeconds: 2 }, "two"))).not.toEqual(forward);
  });

  it("is exponential around its mean, or fixed", () => {
    const think = thinking({ kind: "exponential", meanSeconds: 2 }, "one");
    const seconds = Array.from({ length: 5000 }, (_, index) => think(users + index) / NS_PER_SECOND);
    expect(kolmogorovScore(seconds, (second) => 1 - Math.exp(-second / 2))).toBeLessThan(1.95);
    expect(thinking({ kind: "fixed", seconds: 0.25 }, "one")(users)).toBe(0.25 * NS_PER_SECOND);
  });

  it("is none before a user's first request", () => {
    const think = thinking({ kind: "fixed", seconds: 3 }, "one");
    expect([0, users - 1, users].map(think)).toEqual([0, 0, 3 * NS_PER_SECOND]);
  });
});
