/**
 * The fewest independent samples for which a quantile has a finite two-sided order-statistic interval: the whole range,
 * from the smallest to the largest sample, must cover the quantile with the asked confidence,
 * 1 − p^n − (1 − p)^n ≥ confidence. At 95 %: 6 for p = 0.5, 29 for 0.9, 59 for 0.95, 299 for 0.99, 2,995 for 0.999.
 *
 * @param p the quantile, in (0, 1).
 * @param confidence in (0, 1).
 * @throws RangeError when p or confidence is outside (0, 1).
 */
export function minimumSamplesForQuantile(p: number, confidence: number): number {
  for (const [name, value] of Object.entries({ p, confidence })) {
    if (!(value > 0 && value < 1)) throw new RangeError(`${name} must lie between 0 and 1, got ${value}`);
  }
  const coverage = (n: number) => 1 - p ** n - (1 - p) ** n;
  // The rarer side alone decides but near the median, where the other side adds a few samples.
  let n = Math.max(2, Math.floor(Math.log(1 - confidence) / Math.log(Math.max(p, 1 - p))));
  while (coverage(n) < confidence) n += 1;
  return n;
}
