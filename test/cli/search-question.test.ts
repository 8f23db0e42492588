import { describe, expect, it } from "vitest";
import { searchQuestion } from "../../src/cli/search-question.js";
import { InputError } from "../../src/model/errors.js";
import { makeSystem, makeWorkload } from "../fixtures/records.js";

const DEFAULTS = { share: 0.99, resolution: 0.01, rounds: 4, seed: 1 };
const SLO = { ttftSeconds: 1 };
const poisson = makeWorkload({ arrival: { kind: "poisson", requestsPerSecond: 2 }, slo: SLO });

const ask = (workload = poisson, given: Partial<Parameters<typeof searchQuestion>[3]> = {}) =>
  searchQuestion(makeSystem("a"), workload, "chat.yaml", { ...DEFAULTS, ...given });

function problemsOf(asking: () => unknown) {
  try {
    asking();
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe("the question of a search", () => {
  it("begins at the workload's own rate and reaches far", () => {
    expect(ask()).toMatchObject({ of: "requestsPerSecond", start: 2, low: 0.002, high: 2000, slo: SLO });
    expect(ask(poisson, { low: 5 })).toMatchObject({ start: 5, low: 5, high: 2000 });
    expect(ask(poisson, { high: 1 })).toMatchObject({ start: 1, low: 0.002, high: 1 });
    expect(ask(poisson, { high: 0.001 })).toMatchObject({ start: 0.001, low: 0.001, high: 0.001 });
  });

  it("of a closed loop counts users", () => {
    const closed = makeWorkload({ arrival: { kind: "closed-loop", concurrency: 8 }, slo: SLO });
    expect(ask(closed)).toMatchObject({ of: "concurrency", start: 8, low: 1, high: 8000 });
    expect(problemsOf(() => ask(closed, { low: 0.5 }))).toMatchObject([{ code: "option-out-of-range" }]);
  });

  it("needs a service level and something to change", () => {
    const offline = makeWorkload({ arrival: { kind: "offline", requests: 3 } });
    expect(problemsOf(() => ask(offline))).toEqual([
      { code: "search-needs-slo", data: {}, hint: "add-slo", file: "chat.yaml" },
      { code: "search-not-of-arrival", data: { arrival: "offline" }, hint: "ladder-arrivals", file: "chat.yaml" },
    ]);
  });

  it("names all options that are wrong", () => {
    const given = { low: 9, high: 3, share: 2, resolution: 0, rounds: 1.5, seed: -1 };
    expect(
      problemsOf(() => ask(poisson, given)).map(({ code, data }) => [code, data["option"] ?? data["lowKey"]]),
    ).toEqual([
      ["option-out-of-range", "share"],
      ["option-out-of-range", "resolution"],
      ["option-out-of-range", "rounds"],
      ["option-out-of-range", "seed"],
      ["low-above-high", "--low"],
    ]);
    expect(problemsOf(() => ask(poisson, { low: 0, high: Number.NaN }))).toHaveLength(2);
  });
});
