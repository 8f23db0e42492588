import { randomNormal } from "d3-random";
import type { Random } from "../contract/random.js";
import type { LengthDistribution } from "../model/length-distribution.js";
import { standardNormalCdf } from "../statistics/standard-normal.js";
import { lengthAt } from "./length-quantile.js";

/** After so many draws outside its limits a distribution has next to no mass inside them. */
const LIMITED_DRAWS = 100;

/**
 * One length: a whole number, at least 1. A normal or lognormal one outside its limits is drawn again, so that no heap of
 * equal lengths stands at the limits.
 */
export function drawLength(lengths: LengthDistribution, random: Random): number {
  return Math.max(1, Math.round(drawUnrounded(lengths, random)));
}

/** Lengths of one request. */
export interface DrawnLengths {
  readonly prompt: number;
  readonly output: number;
}

/**
 * Both lengths of a request. With a correlation they come from a Gaussian copula: two standard normal variables of that
 * correlation, each turned into its probability and that into a length of its own distribution, which thereby stays what it
 * was. Spearman's rank correlation of two continuous distributions is then 6/π asin(correlation / 2).
 */
export function drawLengths(
  prompts: LengthDistribution,
  outputs: LengthDistribution,
  correlation: number,
  random: Random,
): DrawnLengths {
  if (correlation === 0) {
    const output = drawLength(outputs, random);
    return { output, prompt: drawLength(prompts, random) };
  }
  const draw = randomNormal.source(random)();
  const first = draw();
  const second = correlation * first + Math.sqrt(1 - correlation ** 2) * draw();
  return {
    output: lengthAt(outputs, standardNormalCdf(first)),
    prompt: lengthAt(prompts, standardNormalCdf(second)),
  };
}

function drawUnrounded(lengths: LengthDistribution, random: Random): number {
  switch (lengths.kind) {
    case "fixed":
      return lengths.value;
    case "uniform":
      return lengths.low + Math.floor(random() * (lengths.high - lengths.low + 1));
    case "normal":
      return drawWithin(lengths, randomNormal.source(random)(lengths.mean, lengths.sd), lengths.mean);
    case "lognormal": {
      const draw = randomNormal.source(random)(Math.log(lengths.median), lengths.sigma);
      return drawWithin(lengths, () => Math.exp(draw()), lengths.median);
    }
    case "empirical":
      return lengthAt(lengths, random());
  }
}

function drawWithin(
  { low, high }: { readonly low: number; readonly high: number },
  draw: () => number,
  middle: number,
): number {
  for (let attempt = 0; attempt < LIMITED_DRAWS; attempt += 1) {
    const length = draw();
    if (length >= low && length <= high) return length;
  }
  return Math.min(high, Math.max(low, middle));
}
