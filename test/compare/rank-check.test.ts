import { describe, expect, it } from "vitest";
import { rankFindings } from "../../src/compare/rank-check.js";

const planned = { p: 0.001, confidence: 0.95 };

describe("rankFindings", () => {
  it("gives p, superiority and the ratio of Hodges and Lehmann", () => {
    const [found, ...others] = rankFindings(
      [1043.1, 1051.7, 1038.9, 1046.2, 1049.5],
      [1001.3, 996.4, 1008.8, 1003.9, 999.1],
      planned,
    );
    expect(others).toEqual([]);
    // The reference answers of R (statistics.md, fixture `ratio`).
    expect(found).toEqual({
      severity: "note",
      code: "rank-test",
      data: { p: 0.007937, superiority: 1, ratio: 1.044, low: 1.035, high: 1.053 },
    });
  });

  it("says where the two tests disagree, either way", () => {
    const codes = (p: number) =>
      rankFindings([5, 6, 7, 8], [1, 2, 3, 4], { p, confidence: 0.95 }).map(({ code }) => code);
    expect(codes(0.001)).toEqual(["rank-test"]);
    expect(codes(0.2)).toEqual(["rank-test", "rank-test-disagrees"]);
    const alike = rankFindings([1, 4, 2, 3], [1, 4, 2, 3.5], { p: 0.01, confidence: 0.95 });
    expect(alike.map(({ code }) => code)).toEqual(["rank-test", "rank-test-disagrees"]);
  });

  it("is silent where it cannot say anything", () => {
    expect(rankFindings([1, 2, 3], [4, 5, 6], planned)).toEqual([]);
    expect(rankFindings([1, 2, 3, 0], [4, 5, 6, 7], planned)).toEqual([]);
  });
});
