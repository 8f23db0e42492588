import { randomNormal } from "d3-random";
import { describe, expect, it } from "vitest";
import { namedRandom } from "../../src/contract/random.js";
import { mser5 } from "../../src/statistics/mser-5.js";

/** The case of reference/statistics.md section 8: a warm-up of five windows, then a level with a little pattern. */
const REFERENCE = [1, 2, 4, 7, 9, ...Array.from({ length: 9 }, () => [10, 11, 9, 10, 10]).flat()];

/** 300 windows of noise with sd 1 about 10, and a ramp from 0 with the given time constant (Q9). */
function cutsOfRamps(tau: number, draws: number): readonly number[] {
  return Array.from({ length: draws }, (_, draw) => {
    const noise = randomNormal.source(namedRandom(draw, `mser-${tau}`))(0, 1);
    const windows = Array.from({ length: 300 }, (_, at) => 10 - 10 * (tau === 0 ? 0 : Math.exp(-at / tau)) + noise());
    return mser5(windows)?.cut ?? Number.NaN;
  }).sort((a, b) => a - b);
}

const median = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)];

describe("MSER-5", () => {
  it("cuts the reference case after five windows", () => {
    expect(mser5(REFERENCE)).toEqual({ cut: 5, isTooShort: false });
  });

  it("does not depend on unit or offset", () => {
    expect(mser5(REFERENCE.map((value) => 1000 * value - 7))).toEqual(mser5(REFERENCE));
  });

  it("cuts nothing from a level, with or without rounding", () => {
    expect(mser5(Array<number>(100).fill(0.1))?.cut).toBe(0);
    expect(mser5(Array.from({ length: 100 }, (_, index) => 0.1 + (index % 2) * 1e-17))?.cut).toBe(0);
  });

  it("says that a series is too short whose steady part is less than half", () => {
    const late = Array.from({ length: 100 }, (_, index) => (index < 70 ? index : 70 + (index % 2) / 10));
    expect(mser5(late)).toEqual({ cut: 70, isTooShort: true });
  });

  it("says nothing of fewer than ten batches, and leaves out what fills none", () => {
    expect(mser5(REFERENCE.slice(0, 49))).toBeUndefined();
    expect(mser5([...REFERENCE, 1e9, 1e9])).toEqual({ cut: 5, isTooShort: false });
  });

  it.each([
    { tau: 0, low: 0, high: 0 },
    { tau: 10, low: 25, high: 40 },
    { tau: 30, low: 65, high: 90 },
  ])("cuts a ramp of time constant $tau where the reference saw it cut", ({ tau, low, high }) => {
    const cut = median(cutsOfRamps(tau, 200));
    expect(cut).toBeGreaterThanOrEqual(low);
    expect(cut).toBeLessThanOrEqual(high);
  });
});
