import { describe, expect, it } from "vitest";
import { findFrontiers } from "../../src/compare/frontier.js";
import { INTERACTIVITY, meanAt, THROUGHPUT } from "../../src/compare/frontier-point.js";
import { judgeResults } from "../../src/compare/judge-results.js";
import type { Frontier } from "../../src/model/frontier.js";
import { makePlan } from "../fixtures/records.js";
import { expectCloseRel } from "../statistics/close-to.js";
import { ladderPlan, ladderResults, type Paces } from "./frontier-fixtures.js";
import { codes, results } from "./results-fixtures.js";

function frontierOf(paces?: Paces): Frontier {
  const [frontier] = findFrontiers(ladderResults(paces));
  if (frontier === undefined) throw new Error("a ladder was run");
  return frontier;
}

describe("the frontier of a ladder", () => {
  it("has a point for every rung of every system, with intervals over its runs", () => {
    const { ladder, systems, metrics, boundary } = frontierOf();
    expect(ladder).toEqual({ ladder: "chat", of: "concurrency" });
    expect(boundary).toBe("package");
    expect(systems.map(({ system }) => system.systemId)).toEqual(["a", "b"]);
    const [one, four, sixteen] = systems[0]?.points ?? [];
    expect([one, four, sixteen].map((point) => [point?.rung, point?.runs])).toEqual([
      [1, 3],
      [4, 3],
      [16, 3],
    ]);
    for (const values of four?.values.slice(0, 3) ?? [])
      expect(values.summary).toMatchObject({ kind: "estimate", n: 3 });
    expectCloseRel(four === undefined ? 0 : (meanAt(four, INTERACTIVITY) ?? 0), 80, 0.01);
    // Two units.
    expectCloseRel(four === undefined ? 0 : (meanAt(four, THROUGHPUT) ?? 0), 160, 0.01);
    expect(metrics.map(({ metricId }) => metricId)).toContain("tokens-per-joule");
  });

  it("holds the rungs that no other one beats in both", () => {
    const beaten = frontierOf({ a: { 1: 100, 4: 20, 16: 10 } });
    // 4 users get 80 tokens/s in all where one got 100: more load, less of everything.
    expect(beaten.systems[0]?.points.map(({ onFrontier }) => onFrontier)).toEqual([true, false, true]);
    expect(beaten.systems[0]?.findings).toEqual([
      { code: "ladder-throughput-falls", severity: "warning", data: { system: "a", from: 1, to: 4 } },
    ]);
    expect(frontierOf().systems.flatMap(({ findings }) => findings)).toEqual([]);
  });

  it("says where more users were served faster, beyond the noise", () => {
    const { systems } = frontierOf({ a: { 1: 50, 4: 80, 16: 30 } });
    expect(codes(systems[0]?.findings ?? [])).toEqual(["ladder-interactivity-rises"]);
  });

  it("reads the systems at equal interactivity between rungs, and never beyond", () => {
    const { equalInteractivity } = frontierOf();
    // In both ranges: b's 70 and 60 (a reaches 100 to 25), and b's 40; a's 100, 80 and 25 are outside of b's 70 to 40.
    expect(equalInteractivity.map(({ interactivity }) => Math.round(interactivity))).toEqual([70, 60, 40]);
    const [, at60] = equalInteractivity;
    expect(at60?.throughput).toMatchObject([
      { systemId: "a", interpolated: true, perUnit: { kind: "estimate", n: 3 } },
      { systemId: "b", interpolated: false, perUnit: { kind: "estimate", n: 3 } },
    ]);
    const [a] = at60?.throughput ?? [];
    // Between (80, 160) and (25, 200) on logarithmic axes.
    const expected = 160 * (200 / 160) ** (Math.log(80 / 60) / Math.log(80 / 25));
    expectCloseRel(a?.perUnit.kind === "estimate" ? a.perUnit.point : 0, expected, 0.01);
  });

  it("of one system stands alone, and of systems that share no interactivity side by side", () => {
    expect(frontierOf({ a: { 1: 100, 4: 80 } }).equalInteractivity).toEqual([]);
    expect(frontierOf({ a: { 1: 100, 4: 80 }, b: { 1: 60, 4: 50 } }).equalInteractivity).toEqual([]);
  });

  it("is there only where a ladder was run", () => {
    expect(findFrontiers(results({ plan: makePlan() }))).toEqual([]);
    expect(judgeResults(results({ plan: makePlan() }))).not.toHaveProperty("frontiers");
    expect(judgeResults(ladderResults()).frontiers).toHaveLength(1);
  });

  it("keeps its points where a rung has no usable run, and leaves it off the frontier", () => {
    const plan = ladderPlan();
    const made = ladderResults(undefined, plan);
    const runs = new Map([...made.runs].filter(([, { manifest }]) => manifest.trial.workloadId !== "chat--c4"));
    const [frontier] = findFrontiers({ ...made, runs });
    expect(frontier?.systems[0]?.points.map(({ runs: used, onFrontier }) => [used, onFrontier])).toEqual([
      [3, true],
      [0, false],
      [3, true],
    ]);
  });
});
