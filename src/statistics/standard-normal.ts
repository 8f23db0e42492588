/** Beyond it the series adds numbers that nearly cancel, and the continued fraction has become quick. */
const SERIES_LIMIT = 3;

const SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

/**
 * P(Z ≤ z) of the standard normal distribution. Near the middle by the series of A&S 26.2.11, in the tails by the
 * continued fraction of A&S 26.2.14, so that small probabilities keep their relative accuracy (about 1e-13).
 *
 * @throws RangeError when z is NaN
 */
export function standardNormalCdf(z: number): number {
  if (Number.isNaN(z)) throw new RangeError("the standard normal distribution needs a number, got NaN");
  if (Math.abs(z) > SERIES_LIMIT) return z < 0 ? upperTail(-z) : 1 - upperTail(z);
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > Math.abs(sum) * Number.EPSILON; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + sum * density(z);
}

/**
 * The z with P(Z ≤ z) = p, for 0 < p < 1; ∓∞ at p = 0 and 1. Acklam's rational approximation (relative error 1e-9) and
 * one step of Halley's method.
 *
 * @throws RangeError when p is outside [0, 1]
 */
export function standardNormalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability lies between 0 and 1, got ${p}`);
  if (p === 0 || p === 1) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  // 1 - p is exact for p above a half, and the lower tail keeps its digits.
  if (p > 0.5) return -standardNormalQuantile(1 - p);
  const z = approximateQuantile(p);
  const error = (standardNormalCdf(z) - p) / density(z);
  return z - error / (1 + (z * error) / 2);
}

/** P(Z > z) for z > 3, evaluated from the inside out. */
function upperTail(z: number): number {
  let fraction = z;
  for (let term = 60; term >= 1; term -= 1) fraction = z + term / fraction;
  return density(z) / fraction;
}

function density(z: number): number {
  return Math.exp((-z * z) / 2) / SQRT_TWO_PI;
}

/** Peter J. Acklam, An algorithm for computing the inverse normal cumulative distribution function (2003), for p ≤ 0.5. */
function approximateQuantile(p: number): number {
  if (p < TAIL) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(TAIL_NUMERATOR, q) / polynomial(TAIL_DENOMINATOR, q);
  }
  const q = p - 0.5;
  const r = q * q;
  return (q * polynomial(CENTRE_NUMERATOR, r)) / polynomial(CENTRE_DENOMINATOR, r);
}

const TAIL = 0.02425;
const CENTRE_NUMERATOR = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
];
const CENTRE_DENOMINATOR = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1,
];
const TAIL_NUMERATOR = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732537539343, 4.374664141464968,
  2.938163982698783,
];
const TAIL_DENOMINATOR = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1];

/** Coefficients of the highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
