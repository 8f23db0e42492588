const HALF_LOG_TWO_PI = 0.9189385332046728;

/** From here on the series of `stirlingRemainder` is exact to the last digit of a double. */
const STIRLING_START = 10;

/**
 * ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π] for x ≥ 10: the remainder of Stirling's formula.
 * Abramowitz & Stegun 6.1.41.
 */
function stirlingRemainder(x: number): number {
  const s = 1 / (x * x);
  const tail = 1 / 1188 - s * (691 / 360360 - s / 156);
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * tail)))) / x;
}

/**
 * Natural logarithm of the gamma function for x > 0.
 *
 * Small arguments are moved up by Γ(x + 1) = x Γ(x) (A&S 6.1.15), then Stirling's series is used. The error is a few
 * units of the last place of the largest term, so next to the zeros at 1 and 2 it is absolute (about 1e-15).
 *
 * @throws RangeError when x is not a positive finite number.
 */
export function logGamma(x: number): number {
  if (!(x > 0 && Number.isFinite(x))) throw new RangeError(`logGamma needs a positive finite number, got ${x}`);
  let shifted = x;
  let product = 1;
  while (shifted < STIRLING_START) {
    product *= shifted;
    shifted += 1;
  }
  const stirling = (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI + stirlingRemainder(shifted);
  return stirling - Math.log(product);
}

/**
 * Natural logarithm of the beta function B(a, b) = Γ(a) Γ(b) / Γ(a + b), for a, b > 0.
 *
 * With one large argument the two large ln Γ are never formed: their Stirling forms are subtracted by hand, so no digits
 * are lost for Student's t with many degrees of freedom.
 *
 * @throws RangeError when a or b is not a positive finite number.
 */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (!(large >= STIRLING_START)) return logGamma(small) + logGamma(large) - logGamma(small + large);
  const sum = small + large;
  const logGammaDifference =
    small * (1 - Math.log(large)) -
    (sum - 0.5) * Math.log1p(small / large) +
    stirlingRemainder(large) -
    stirlingRemainder(sum);
  return logGamma(small) + logGammaDifference;
}
