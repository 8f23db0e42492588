import { randomNormal } from "d3-random";
import { describe, expect, it } from "vitest";
import { unsteadyFindings } from "../../src/compare/unsteady-findings.js";
import { namedRandom } from "../../src/contract/random.js";

const MARGIN = 0.02;

/** Throughput about 1000 tokens/s with 3 % noise, window by window. */
function windows(warmUp: number, measured: number, level: (at: number) => number, seed = 1) {
  const noise = randomNormal.source(namedRandom(seed, "windows"))(0, 0.03);
  const all = Array.from({ length: warmUp + measured }, (_, at) => 1000 * level(at) * (1 + noise()));
  return { warmUp: all.slice(0, warmUp), measured: all.slice(warmUp), seconds: 2 };
}

const codes = (...args: Parameters<typeof windows>) => unsteadyFindings(windows(...args), MARGIN);

describe("a run", () => {
  it("is steady when its ramp lies within the warm-up", () => {
    expect(codes(30, 90, (at) => Math.min(1, at / 20))).toEqual([]);
  });

  it("says by how many seconds its warm-up was too short, and what that did to the mean", () => {
    const [finding, ...others] = codes(10, 110, (at) => Math.min(1, (at + 1) / 40));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: "warm-up-too-short", severity: "warning", data: { direction: "rises" } });
    // The ramp ends after 40 windows of 2 s, of which the warm-up holds 10; MSER-5 takes its last, flattest part for noise, or a little noise for it.
    expect(finding?.data["seconds"]).toBeGreaterThanOrEqual(40);
    expect(finding?.data["seconds"]).toBeLessThanOrEqual(100);
    expect(finding?.data["bias"]).toBeGreaterThan(0.05);
  });

  it("is not accused of a ramp that hardly matters", () => {
    expect(codes(10, 290, (at) => (at < 16 ? 0.9 : 1))).toEqual([]);
  });

  it("says that throughput fell: a throttled system slows down", () => {
    const found = codes(10, 110, (at) => 1 - at / 1200);
    expect(found.map(({ code }) => code)).toContain("throughput-drifts");
    const drift = found.find(({ code }) => code === "throughput-drifts");
    expect(drift?.data).toMatchObject({ direction: "falls" });
    expect(drift?.data["relative"]).toBeCloseTo(55 / 1200, 1);
    expect(drift?.data["p"]).toBeLessThan(0.01);
  });

  it("never became steady when it changed its level late", () => {
    const found = codes(0, 120, (at) => (at < 85 ? 1 : 0.7));
    expect(found.map(({ code }) => code)).toContain("never-steady");
    expect(found[0]?.data).toMatchObject({ direction: "falls" });
  });

  it("is judged by the margin: what is a drift for 2 % is none for 20 %", () => {
    const drifting = windows(10, 110, (at) => 1 - at / 1200);
    expect(unsteadyFindings(drifting, 0.2)).toEqual([]);
  });
});

it("calls few steady runs unsteady", () => {
  const runs = 400;
  const accused = Array.from({ length: runs }, (_, seed) => codes(30, 90, () => 1, seed)).filter(
    (findings) => findings.length > 0,
  );
  expect(accused.length / runs).toBeLessThan(0.05);
});
