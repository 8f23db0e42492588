import { describe, expect, it } from "vitest";
import { noncentralTCdf } from "../../src/statistics/noncentral-t.js";
import { standardNormalCdf } from "../../src/statistics/standard-normal.js";
import { studentTCdf } from "../../src/statistics/student-t.js";
import { expectCloseRel } from "./close-to.js";

/** P(Z + delta <= t sqrt(W / df)) by Simpson's rule over the density of s = sqrt(W). */
function integrated(t: number, df: number, delta: number): number {
  const steps = 4000;
  const last = Math.sqrt(df) * 4 + 12;
  let [sum, mass] = [0, 0];
  for (let step = 0; step <= steps; step += 1) {
    const s = (last * step) / steps;
    const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2;
    const density = s === 0 ? 0 : Math.exp((df - 1) * Math.log(s) - (s * s) / 2 - (df / 2) * Math.log(df));
    sum += weight * density * standardNormalCdf((t * s) / Math.sqrt(df) - delta);
    mass += weight * density;
  }
  return sum / mass;
}

describe("noncentralTCdf", () => {
  it("without noncentrality is Student's t", () => {
    for (const t of [-3, -0.2, 0, 0.7, 5]) expectCloseRel(noncentralTCdf(t, 7, 0), studentTCdf(t, 7), 1e-10);
  });

  it("mirrors", () => {
    expect(noncentralTCdf(-1.5, 9, 2) + noncentralTCdf(1.5, 9, -2)).toBeCloseTo(1, 12);
  });

  it("agrees with an integral over the chi distribution", () => {
    for (const [t, df, delta] of [
      [2, 4, 1],
      [2.1, 38, 3.2],
      [1, 10, 5],
    ] as const) {
      expect(noncentralTCdf(t, df, delta)).toBeCloseTo(integrated(t, df, delta), 7);
    }
  });
});
