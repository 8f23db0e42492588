import { describe, expect, it } from "vitest";
import { judgeResults } from "../../src/compare/judge-results.js";
import { findScaling } from "../../src/compare/scaling.js";
import { codes, results } from "./results-fixtures.js";
import { ladder } from "./scaling-fixtures.js";

describe("scaling over nodes", () => {
  it("is the speed of a node over that at the smallest number of nodes, weak and strong alike", () => {
    // Weak: the same time for twice the work is ideal. Strong: half of the time for the same work is.
    const weak = findScaling(ladder("weak", (nodes) => ({ 1: 1, 2: 1.25, 4: 2 })[nodes] ?? 1))[0];
    const strong = findScaling(ladder("strong", (nodes) => ({ 1: 1, 2: 0.625, 4: 0.5 })[nodes] ?? 1))[0];
    for (const curve of [weak, strong]) {
      const [one, two, four] = curve?.systems[0]?.points ?? [];
      expect(curve?.systems[0]?.points.map(({ nodes, units, runs }) => [nodes, units, runs])).toEqual([
        [1, 2, 5],
        [2, 4, 5],
        [4, 8, 5],
      ]);
      expect(one?.efficiency).toMatchObject({ kind: "point", point: 1, reason: { code: "scaling-base" } });
      expect(two?.efficiency).toMatchObject({ kind: "ratio", ratio: expect.closeTo(0.8, 6), method: "welch-log" });
      expect(four?.efficiency).toMatchObject({ kind: "ratio", ratio: expect.closeTo(0.5, 6) });
      if (two?.efficiency.kind !== "ratio") throw new Error("efficiency has an interval");
      expect(two.efficiency.low).toBeLessThan(0.8);
      expect(two.efficiency.high).toBeGreaterThan(0.8);
    }
    expect(weak?.ladder).toEqual({ ladder: "pretrain", of: "nodes", scaling: "weak" });
    expect(weak?.systems[0]?.points.map(({ workload }) => workload.globalBatch)).toEqual([10, 20, 40]);
  });

  it("goes by the smallest number of nodes that has a run, and says nothing of those that have none", () => {
    const [curve] = findScaling(
      ladder(
        "weak",
        () => 1,
        (nodes) => nodes !== 1,
      ),
    );
    const [one, two, four] = curve?.systems[0]?.points ?? [];
    expect(one?.efficiency).toMatchObject({ kind: "absent" });
    expect(two?.efficiency).toMatchObject({ point: 1, reason: { data: { nodes: 2 } } });
    expect(four?.efficiency).toMatchObject({ kind: "ratio", ratio: expect.closeTo(1, 6) });
  });

  it("has no interval where there are too few runs", () => {
    const [curve] = findScaling(
      ladder(
        "weak",
        () => 1,
        (nodes, repeat) => nodes !== 4 || repeat < 3,
      ),
    );
    expect(curve?.systems[0]?.points[2]?.efficiency).toMatchObject({
      kind: "point",
      reason: { code: "no-interval-too-few-runs" },
    });
  });

  it("is part of a judgement, beside the summaries of the rungs", () => {
    const { scaling, summaries, frontiers } = judgeResults(ladder("weak", () => 1));
    expect(scaling).toHaveLength(1);
    expect(frontiers).toBeUndefined();
    expect(summaries).toHaveLength(3);
    expect(codes(summaries[0]?.caveats ?? [])).not.toContain("no-usable-run");
    expect(judgeResults(results())).not.toHaveProperty("scaling");
  });
});
