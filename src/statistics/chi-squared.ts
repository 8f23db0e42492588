import { incompleteGamma } from "./incomplete-gamma.js";

/** Enough halvings to go from 1e-300 to 1e300 and down to the last digit of a double. */
const MOST_HALVINGS = 1200;

/**
 * P(X ≤ x) of the χ² distribution with `df` degrees of freedom (> 0, not necessarily whole): P(df/2, x/2), A&S 26.4.
 *
 * @throws RangeError when x is negative or NaN, or df is not a positive finite number
 */
export function chiSquaredCdf(x: number, df: number): number {
  return incompleteGamma(df / 2, x / 2).lower;
}

/**
 * The x with P(X ≤ x) = p, by bisection on the logarithm of x: slow, certain, and as exact as the distribution function.
 *
 * @throws RangeError when p lies outside (0, 1), or df is not a positive finite number
 */
export function chiSquaredQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`chiSquaredQuantile needs p between 0 and 1, got ${p}`);
  const isBelow = (x: number): boolean => {
    const { lower, upper } = incompleteGamma(df / 2, x / 2);
    // By the tail that keeps its digits.
    return p < 0.5 ? lower < p : upper > 1 - p;
  };
  let low = df;
  let high = df;
  while (!isBelow(low) && low > 1e-300) low /= 2;
  while (isBelow(high)) high *= 2;
  for (let halving = 0; halving < MOST_HALVINGS; halving += 1) {
    const middle = Math.sqrt(low) * Math.sqrt(high);
    if (!(middle > low && middle < high)) break;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return Math.sqrt(low) * Math.sqrt(high);
}
