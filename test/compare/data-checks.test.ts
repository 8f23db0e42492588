import { describe, expect, it } from "vitest";
import { dataFindings } from "../../src/compare/data-checks.js";

function codes(...values: readonly number[]): readonly string[] {
  return dataFindings(
    "one",
    values.map((value, index) => ({ repeat: index + 1, value })),
  ).map(({ code }) => code);
}

describe("dataFindings", () => {
  it("has nothing to say of runs that scatter", () => {
    expect(codes(100, 103, 99, 101, 102, 98)).toEqual([]);
    expect(codes(100, 200, 300)).toEqual([]);
  });

  it("sees a drift in the order of the runs", () => {
    expect(codes(100, 101, 102, 103, 104, 105, 106)).toContain("runs-trend");
    expect(codes(106, 101, 104, 103, 102, 105, 100)).not.toContain("runs-trend");
  });

  it("names the run that lies far off", () => {
    const runs = [100, 101, 99, 130, 100.5].map((value, index) => ({ repeat: index + 1, value }));
    expect(dataFindings("one", runs)).toEqual([
      { severity: "warning", code: "runs-outlying", data: { system: "one", repeats: "4" } },
    ]);
  });

  it("tells two states of a machine from noise, and a coarse meter", () => {
    expect(codes(100, 120, 100.5, 120.5, 101, 121)).toEqual(["runs-bimodal"]);
    expect(codes(5, 6, 5, 6, 6)).toContain("runs-quantised");
    expect(codes(5, 5, 5, 5)).toEqual(["runs-identical"]);
    // Three are enough for an interval, which then rests on the other side alone.
    expect(codes(5, 5, 5)).toEqual(["runs-identical"]);
    expect(codes(5, 5)).toEqual([]);
  });
});
