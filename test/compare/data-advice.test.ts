import { describe, expect, it } from "vitest";
import { orderFindings } from "../../src/compare/order-check.js";
import { pairingAdvice } from "../../src/compare/pairing-advice.js";
import type { ListedRun } from "../../src/model/comparison.js";
import type { RunPair } from "../../src/statistics/paired-log-ratio.js";
import { codes } from "./results-fixtures.js";
import { requireRatio, rowOfValues } from "./row-fixtures.js";

const DRIFT = [1, 1.06, 0.94, 1.1, 0.9, 1.03];
const NOISE = [1, 1.003, 0.996, 1.002, 0.999, 1.001];
const OTHER = [0.998, 1.001, 1.003, 0.997, 1.002, 1];

/** Blocks that rise and fall together by these factors. */
function pairsOf(drift: readonly number[], count = drift.length): readonly RunPair[] {
  return drift.slice(0, count).map((factor, index) => ({
    candidate: 110 * factor * NOISE[index]!,
    baseline: 100 * factor * OTHER[index]!,
  }));
}

describe("pairingAdvice", () => {
  const welch = { analysis: "welch", confidence: 0.95 } as const;
  const paired = { analysis: "paired", confidence: 0.95 } as const;

  it("plans pairing next time where both sides rise and fall together", () => {
    const [advice, ...others] = pairingAdvice(welch, "interleaved", pairsOf(DRIFT));
    expect(others).toEqual([]);
    expect(advice).toMatchObject({ code: "pairing-next-time", severity: "note", data: { blocks: 6 } });
    expect(Number(advice?.data["paired"])).toBeLessThan(0.2 * Number(advice?.data["welch"]));
    expect(pairingAdvice(paired, "interleaved", pairsOf(DRIFT))).toEqual([]);
  });

  it("shows nothing by four blocks, or of runs that were not interleaved", () => {
    expect(pairingAdvice(welch, "interleaved", pairsOf(DRIFT, 4))).toEqual([]);
    expect(pairingAdvice(welch, "sequential", pairsOf(DRIFT))).toEqual([]);
  });

  it("says what pairing costs where nothing hints at blocks", () => {
    const alike = pairsOf([1, 1, 1]);
    const [advice] = pairingAdvice(paired, "interleaved", alike);
    expect(advice).toMatchObject({ code: "pairing-costs-width", data: { blocks: 3 } });
    expect(Number(advice?.data["welch"])).toBeLessThan(Number(advice?.data["paired"]));
    expect(pairingAdvice(welch, "interleaved", alike)).toEqual([]);
  });

  // The table in docs/method.md, "Pairs, or not"; of 1,000 series a share is within 4 points of it.
  it.each([
    [3, 0, 0, 0.59],
    [3, 1, 0, 0.35],
    [5, 0, 0.05, 0.54],
    [5, 1, 0.23, 0.18],
    [5, 2, 0.59, 0.03],
    [10, 0, 0.05, 0.4],
    [10, 1, 0.46, 0.04],
    [10, 2, 0.93, 0],
  ])(
    "over %d blocks that differ by %d times as much as runs advises either as often as published",
    (blocks, differ, pairing, unpairing) => {
      const normal = seededNormal(20261123);
      const series = Array.from({ length: 1000 }, () =>
        Array.from({ length: blocks }, () => {
          const block = differ * normal();
          return { candidate: Math.exp(0.01 * (block + normal())), baseline: Math.exp(0.01 * (block + normal())) };
        }),
      );
      const share = (planned: typeof welch | typeof paired) =>
        series.filter((pairs) => pairingAdvice(planned, "interleaved", pairs).length > 0).length / series.length;
      expect(Math.abs(share(welch) - pairing)).toBeLessThan(0.04);
      expect(Math.abs(share(paired) - unpairing)).toBeLessThan(0.04);
    },
  );
});

/** Normal numbers of a seeded linear congruential generator, by Box and Muller. */
function seededNormal(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

describe("the runs of a primary metric", () => {
  const level = [100, 101, 99, 100.5, 99.5, 100.2];

  it("that lie far off are in the ratio, and the ratio without them stands beside it", () => {
    const row = rowOfValues([...level, 160], level);
    const finding = row.beside?.find(({ code }) => code === "ratio-without-outliers");
    const { ratio } = requireRatio(row);
    expect(ratio).toBeGreaterThan(1.05);
    expect(Number(finding?.data["allRatio"])).toBeCloseTo(ratio, 3);
    expect(Number(finding?.data["ratio"])).toBeCloseTo(1, 3);
    expect(codes(row.beside ?? [])).toContain("runs-outlying");
    expect(codes(rowOfValues(level, level.toReversed()).beside ?? [])).not.toContain("ratio-without-outliers");
  });

  it("of a side that never differs raise the question whether it is deterministic", () => {
    const row = rowOfValues(level, [100, 100, 100, 100]);
    expect(row.beside).toContainEqual({
      code: "runs-identical",
      severity: "warning",
      data: { system: "b", runs: 4 },
    });
  });
});

describe("orderFindings", () => {
  const listed = (order: string): readonly ListedRun[] =>
    [...order].map((systemId) => ({ systemId, used: true }) as ListedRun);

  it("sees that one side was run before the other", () => {
    expect(orderFindings(listed("aaabbb"), "a", "b")).toEqual([
      { code: "order-confounded", severity: "warning", data: { first: "a", second: "b" } },
    ]);
    expect(orderFindings(listed("bbabaaaaa"), "a", "b")).toMatchObject([{ data: { first: "b", second: "a" } }]);
  });

  it("has nothing against interleaved runs, nor against few", () => {
    expect(orderFindings(listed("abbaabba"), "a", "b")).toEqual([]);
    expect(orderFindings(listed("aabb"), "a", "b")).toEqual([]);
  });
});
