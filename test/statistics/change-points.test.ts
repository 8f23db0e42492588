import { randomNormal } from "d3-random";
import { describe, expect, it } from "vitest";
import { namedRandom } from "../../src/contract/random.js";
import { findChangePoints } from "../../src/statistics/change-points.js";
import reference from "./fixtures/stats-fixtures.json" with { type: "json" };

const { otava_single, otava_seq14, otava_s1, otava_s2, tigerbeetle } = reference.changePoints;
const indicesOf = (series: readonly number[]) => findChangePoints(series).map(({ index }) => index);

describe("findChangePoints on published series", () => {
  it.each([
    ["single", otava_single],
    ["two steps", otava_seq14],
    ["s1", otava_s1],
    ["s2", otava_s2],
  ])("%s", (_, { y, cp }) => {
    expect(indicesOf(y)).toEqual(cp);
  });

  it("finds every step of TigerBeetle's that is seen by eye, and not the outlier", () => {
    const found = indicesOf(tigerbeetle.y);
    for (const step of [15, 71, 95]) expect(found.some((index) => Math.abs(index - step) <= 2)).toBe(true);
    expect(found).not.toContain(10);
    expect(found).not.toContain(11);
  });
});

describe("findChangePoints", () => {
  const noise = (name: string, count: number) => {
    const draw = randomNormal.source(namedRandom(name, "change-points"))(100, 2);
    return Array.from({ length: count }, draw);
  };

  it("mirrors a series that is read backwards", () => {
    const series = [...noise("a", 30), ...noise("b", 25).map((value) => value * 1.1)];
    const forwards = indicesOf(series);
    const backwards = indicesOf([...series].reverse()).map((index) => series.length - index);
    expect(forwards).toHaveLength(1);
    expect(backwards).toEqual(forwards);
  });

  it("does not depend on the unit", () => {
    const series = [...noise("c", 20), ...noise("d", 20).map((value) => value * 0.9)];
    expect(indicesOf(series.map((value) => value / 1000))).toEqual(indicesOf(series));
  });

  it("says how large a change is, and drops what is too small to matter", () => {
    const series = [...noise("e", 30), ...noise("f", 30).map((value) => value * 1.05)];
    expect(findChangePoints(series)[0]?.relative).toBeCloseTo(0.05, 1);
    expect(findChangePoints(series, { leastRelative: 0.2 })).toEqual([]);
  });

  it("takes neither a single value nor a short series for a level", () => {
    expect(indicesOf([100, 101, 99, 100, 150, 100, 99, 101, 100])).toEqual([]);
    expect(indicesOf([1, 2, 3])).toEqual([]);
    expect(indicesOf([])).toEqual([]);
  });

  it("finds a change of what does not vary at all", () => {
    expect(indicesOf([5, 5, 5, 6, 6, 6])).toEqual([3]);
  });

  it("is quiet on noise", () => {
    const alarms = Array.from({ length: 200 }, (_, index) => indicesOf(noise(`null-${index}`, 60)).length > 0);
    expect(alarms.filter(Boolean).length).toBeLessThanOrEqual(10);
  });
});
