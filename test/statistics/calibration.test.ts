import { randomNormal } from "d3-random";
import { describe, expect, it } from "vitest";
import { namedRandom } from "../../src/contract/random.js";
import { pairedLogRatio } from "../../src/statistics/paired-log-ratio.js";
import type { RatioResult } from "../../src/statistics/ratio-estimate.js";
import { welchLogRatio } from "../../src/statistics/welch-log-ratio.js";
import { requireEstimate } from "./require-estimate.js";

const comparisons = 2000;
const runsPerSide = 5;
const trueRatio = 1.08;
const cv = 0.02;

/** Two-sided 99.9 % point of the normal distribution. */
const z999 = 3.2905;
const bandHalfWidth = z999 * Math.sqrt((0.95 * 0.05) / comparisons);

/** Share of seeded experiments whose 95 % interval holds the ratio that was put in. */
function coverage(name: string, ratio: number, analyse: (candidate: number[], baseline: number[]) => RatioResult) {
  const logNoise = randomNormal.source(namedRandom(20261122, name))(0, cv);
  const draw = (level: number) => Array.from({ length: runsPerSide }, () => level * Math.exp(logNoise()));
  let covered = 0;
  for (let comparison = 0; comparison < comparisons; comparison++) {
    const { low, high } = requireEstimate(analyse(draw(1000 * ratio), draw(1000)));
    if (low <= ratio && ratio <= high) covered += 1;
  }
  return covered / comparisons;
}

const welch = (candidate: number[], baseline: number[]) => welchLogRatio(candidate, baseline, 0.95);

const paired = (candidate: number[], baseline: number[]) =>
  pairedLogRatio(
    candidate.map((value, block) => ({ candidate: value, baseline: baseline[block]! })),
    0.95,
  );

describe(`95 % intervals of ${comparisons} seeded comparisons, 5 runs a side, lie in the 99.9 % binomial band`, () => {
  it.each([
    { name: "welch A/A", ratio: 1, analyse: welch },
    { name: "welch with a known ratio", ratio: trueRatio, analyse: welch },
    { name: "paired A/A", ratio: 1, analyse: paired },
    { name: "paired with a known ratio", ratio: trueRatio, analyse: paired },
  ])("$name", ({ name, ratio, analyse }) => {
    expect(Math.abs(coverage(name, ratio, analyse) - 0.95)).toBeLessThanOrEqual(bandHalfWidth);
  });
});
