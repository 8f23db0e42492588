import { regularisedIncompleteBeta } from "./incomplete-beta.js";

const MOST_HALVINGS = 200;

/**
 * The x with P(X ≤ x) = p of the beta(a, b) distribution, by bisection: slow, certain, and exact to the last digits.
 *
 * @throws RangeError when p lies outside 0..1, or a or b is not positive and finite
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability lies between 0 and 1, got ${p}`);
  if (p === 0 || p === 1) return p;
  let low = 0;
  let high = 1;
  for (let halving = 0; halving < MOST_HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (regularisedIncompleteBeta(a, b, middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
