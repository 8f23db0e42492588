import { describe, expect, it } from "vitest";
import { namedRandom } from "../../src/contract/random.js";
import { drawLength } from "../../src/load/length-draw.js";
import { createRequestList } from "../../src/load/request-list.js";
import type { LengthDistribution } from "../../src/model/length-distribution.js";

const lengths = {
  promptWords: { kind: "uniform", low: 20, high: 40 },
  outputTokens: { kind: "normal", mean: 100, sd: 30, low: 50, high: 150 },
} as const;

describe("createRequestList", () => {
  it("gives the same request for an index in whatever order they are asked for", () => {
    const forward = createRequestList(lengths, "seed");
    const backward = createRequestList(lengths, "seed");
    const indexes = [0, 1, 2, 3, 4];
    const requests = indexes.map(forward.at);
    backward.prepare(3);
    expect(indexes.toReversed().map(backward.at).toReversed()).toEqual(requests);
    expect(requests.map((request) => request.index)).toEqual(indexes);
    expect(createRequestList(lengths, "other").at(0)).not.toEqual(requests[0]);
  });

  it("has prompts of the drawn number of words", () => {
    const list = createRequestList({ ...lengths, promptWords: { kind: "fixed", value: 33 } }, "seed");
    expect(list.at(0).prompt.split(" ")).toHaveLength(33);
    expect(list.at(0).prompt).toMatch(/^[a-z]+( [a-z]+)*$/);
  });

  it("begins every prompt differently, also between seeds, so that no block of a prefix cache fits twice", () => {
    const beginnings = ["a", "b"].flatMap((seed) => {
      const list = createRequestList(lengths, seed);
      return Array.from({ length: 2000 }, (_, index) => list.at(index).prompt.split(" ").slice(0, 6).join(" "));
    });
    expect(new Set(beginnings).size).toBe(beginnings.length);
  });
});

describe("drawLength", () => {
  function draws(distribution: LengthDistribution, count = 20_000): number[] {
    const random = namedRandom("seed", "lengths");
    return Array.from({ length: count }, () => drawLength(distribution, random));
  }
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

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

  it("ends even where the limits lie outside the distribution", () => {
    expect(draws({ kind: "normal", mean: 10, sd: 1, low: 500, high: 600 }, 3)).toEqual([500, 500, 500]);
  });

  it("is at least 1", () => {
    expect(draws({ kind: "fixed", value: 0 }, 1)).toEqual([1]);
  });
});
