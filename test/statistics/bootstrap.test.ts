import { describe, expect, it } from "vitest";
import { namedRandom } from "../../src/contract/random.js";
import { bcaInterval, blockBootstrapInterval, jackknifeAcceleration } from "../../src/statistics/bootstrap.js";
import { mean } from "../../src/statistics/summary.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/stats-fixtures.json" with { type: "json" };

function drawsOf(name: string): () => number {
  return namedRandom(name, "bootstrap");
}

describe("bootstrap", () => {
  const { x, bca95_R, bca95_scipy, accelJackknife } = reference.bootstrapR;
  const options = { confidence: 0.95, resamples: 20_000, random: drawsOf("bca") };

  it("BCa agrees with R and scipy within the noise of resampling", () => {
    expectCloseRel(jackknifeAcceleration(x, mean), accelJackknife, 1e-9);
    const { estimate, low, high } = bcaInterval(x, mean, options);
    expect(estimate).toBe(mean(x));
    expectCloseRel(low, ((bca95_R[0] as number) + (bca95_scipy[0] as number)) / 2, 0.015);
    expectCloseRel(high, ((bca95_R[1] as number) + (bca95_scipy[1] as number)) / 2, 0.015);
  });

  it("gives the same interval for the same seed", () => {
    const once = () => bcaInterval(x, mean, { confidence: 0.9, resamples: 500, random: drawsOf("again") });
    expect(once()).toEqual(once());
  });

  it("of blocks is wider where neighbours are alike", () => {
    const series = Array.from({ length: 200 }, (_, index) => Math.sin(index / 10));
    const width = (block: number) => {
      const found = blockBootstrapInterval(series, mean, block, {
        confidence: 0.95,
        resamples: 500,
        random: drawsOf("blocks"),
      });
      return found.high - found.low;
    };
    expect(width(20)).toBeGreaterThan(2 * width(1));
  });
});
