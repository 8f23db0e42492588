import { regularisedIncompleteBeta } from "./incomplete-beta.js";
import { logGamma } from "./log-gamma.js";

/**
 * P(K ≤ k) of the binomial distribution with `n` trials of probability `p`: I_{1−p}(n − k, k + 1), A&S 26.5.24.
 *
 * @throws RangeError when n is not a whole number ≥ 0, k is NaN or p lies outside 0..1.
 */
export function binomialCdf(k: number, n: number, p: number): number {
  check(n, p);
  if (Number.isNaN(k)) throw new RangeError("binomialCdf needs a number of successes, got NaN");
  const successes = Math.floor(k);
  if (successes < 0) return 0;
  if (successes >= n) return 1;
  return regularisedIncompleteBeta(n - successes, successes + 1, 1 - p, p);
}

/** P(K = k): 0 where k is no whole number in 0..n. Throws `RangeError` as `binomialCdf` does. */
export function binomialProbability(k: number, n: number, p: number): number {
  check(n, p);
  if (!Number.isInteger(k) || k < 0 || k > n) return 0;
  if (p === 0 || p === 1) return k === n * p ? 1 : 0;
  const logChoose = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  return Math.exp(logChoose + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

/** The smallest k with P(K ≤ k) ≥ `probability`, as R's `qbinom`. Throws `RangeError` as `binomialCdf` does. */
export function binomialQuantile(probability: number, n: number, p: number): number {
  check(n, p);
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`a probability lies between 0 and 1, got ${probability}`);
  }
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    // What differs from the probability by rounding alone counts as reaching it.
    if (binomialCdf(middle, n, p) >= probability * (1 - 64 * Number.EPSILON)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function check(n: number, p: number): void {
  if (!(Number.isInteger(n) && n >= 0)) throw new RangeError(`a number of trials is whole, got ${n}`);
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability lies between 0 and 1, got ${p}`);
}
