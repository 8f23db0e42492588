import { logBeta } from "./log-gamma.js";

const MAX_ITERATIONS = 10_000;

/** Lentz's method divides by what may be zero; this stands in for zero without changing any sum. */
const TINY = 1e-300;

/**
 * Regularised incomplete beta function I_x(a, b): the probability that a beta(a, b) variable is at most x.
 *
 * The continued fraction of DiDonato & Morris (ACM TOMS 18, 1992, algorithm 708: BFRAC), by the modified Lentz method,
 * always taken on the side of the mean where it converges fast.
 *
 * @param complement 1 − x. Pass it when it is known more exactly than the subtraction would give.
 * @throws RangeError when a or b is not positive and finite, or x lies outside 0..1.
 */
export function regularisedIncompleteBeta(a: number, b: number, x: number, complement: number = 1 - x): number {
  if (!(x >= 0 && x <= 1)) throw new RangeError(`regularisedIncompleteBeta needs x in 0..1, got ${x}`);
  const logBetaFunction = logBeta(a, b);
  if (x === 0) return 0;
  if (complement === 0) return 1;
  const factor = Math.exp(a * logOf(x, complement) + b * logOf(complement, x) - logBetaFunction);
  return x <= a / (a + b)
    ? factor * continuedFraction(a, b, x, complement)
    : 1 - factor * continuedFraction(b, a, complement, x);
}

/** ln(value), from whichever of value and 1 − value carries more digits. */
function logOf(value: number, oneMinusValue: number): number {
  return value > 0.5 ? Math.log1p(-oneMinusValue) : Math.log(value);
}

/** I_x(a, b) B(a, b) / (x^a y^b) with y = 1 − x, for x up to the mean a / (a + b). */
function continuedFraction(a: number, b: number, x: number, y: number): number {
  // Both forms are (a + b)·(mean − x); the smaller of x and y carries the digits.
  const belowMean = x < y ? a - (a + b) * x : (a + b) * y - b;
  let denominator = (a / (a + 1)) * (belowMean + 1);
  let c = denominator;
  let d = 0;
  let fraction = 1 / denominator;
  for (let n = 1; n <= MAX_ITERATIONS; n++) {
    const middle = a + 2 * n - 1;
    const shrink = (n * (b - n) * x) / middle;
    const numerator = (((a + n - 1) * (a + b + n - 1)) / middle) * x * shrink;
    denominator = n + shrink + ((a + n) / (middle + 2)) * (belowMean + 1 + n * (1 + y));
    d = 1 / awayFromZero(denominator + numerator * d);
    c = awayFromZero(denominator + numerator / c);
    fraction /= c * d;
    if (Math.abs(c * d - 1) <= Number.EPSILON) return fraction;
  }
  throw new Error(`regularisedIncompleteBeta did not converge for a = ${a}, b = ${b}, x = ${x}`);
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
