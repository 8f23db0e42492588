import { randomLogNormal } from "d3-random";
import type { Random } from "../../contract/random.js";

/**
 * Draws from a lognormal distribution with a given mean and coefficient of variation: with `sigma^2 = ln(1 + cv^2)` and
 * `mu = ln(mean) - sigma^2 / 2` the mean of `exp(N(mu, sigma^2))` is `mean`.
 */
export function lognormalWithMean(mean: number, cv: number, random: Random): () => number {
  if (mean === 0 || cv === 0) return () => mean;
  const variance = Math.log1p(cv ** 2);
  return randomLogNormal.source(random)(Math.log(mean) - variance / 2, Math.sqrt(variance));
}

/** One draw from a lognormal distribution with median 1, so that its logarithm has mean 0. */
export function lognormalFactor(cv: number, random: Random): number {
  return cv === 0 ? 1 : randomLogNormal.source(random)(0, Math.sqrt(Math.log1p(cv ** 2)))();
}
