import type { LengthDistribution } from "../model/length-distribution.js";
import { standardNormalCdf, standardNormalQuantile } from "../statistics/standard-normal.js";
import { empiricalLengthAt } from "./empirical-lengths.js";

/**
 * The inverse of a distribution's cumulative probability: the length that a share of `probability` of all lengths does not
 * exceed; a whole number, at least 1. Uniform probabilities give lengths of the distribution.
 *
 * @param probability in [0, 1]
 */
export function lengthAt(lengths: LengthDistribution, probability: number): number {
  return Math.max(1, Math.round(unroundedAt(lengths, probability)));
}

function unroundedAt(lengths: LengthDistribution, probability: number): number {
  switch (lengths.kind) {
    case "fixed":
      return lengths.value;
    case "uniform":
      return Math.min(lengths.high, lengths.low + Math.floor(probability * (lengths.high - lengths.low + 1)));
    case "normal": {
      const { mean, sd, low, high } = lengths;
      const z = limitedNormal(probability, (low - mean) / sd, (high - mean) / sd);
      return Math.min(high, Math.max(low, mean + z * sd));
    }
    case "lognormal": {
      const { median, sigma, low, high } = lengths;
      const inSigmas = (length: number): number => Math.log(length / median) / sigma;
      const z = limitedNormal(probability, inSigmas(low), inSigmas(high));
      return Math.min(high, Math.max(low, median * Math.exp(z * sigma)));
    }
    case "empirical":
      return empiricalLengthAt(lengths, probability);
  }
}

/**
 * Quantile of a standard normal variable that is drawn again outside its limits. Without spread the limits are infinite or
 * no numbers, and every quantile is the mean.
 */
function limitedNormal(probability: number, low: number, high: number): number {
  if (!(low < high)) return 0;
  // In the upper tail probabilities are so near to 1 that they lose their digits; mirrored they keep them.
  if (low > 0) return -limitedNormal(1 - probability, -high, -low);
  const below = standardNormalCdf(low);
  const mass = standardNormalCdf(high) - below;
  // Limits so far out that they hold no mass: all of it would lie at the nearer one.
  if (mass === 0) return high;
  const z = standardNormalQuantile(below + probability * mass);
  return Math.min(high, Math.max(low, z));
}
