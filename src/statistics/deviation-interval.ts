import { chiSquaredQuantile } from "./chi-squared.js";

/**
 * Interval of the true standard deviation of normal values: [s √(df/χ²_{1−α/2}), s √(df/χ²_{α/2})]. A spread is known far less
 * well than a mean: after five values (df = 4) to a factor between 0.6 and 2.9.
 *
 * @param deviation the estimate s
 * @param df degrees of freedom behind it: n − 1 where the mean was estimated from the same values, n where it is known
 * @param confidence two-sided, in (0, 1)
 * @throws RangeError when the deviation is negative or not finite, df is below 1 or confidence is outside (0, 1)
 */
export function deviationInterval(deviation: number, df: number, confidence: number): { low: number; high: number } {
  if (!(deviation >= 0 && Number.isFinite(deviation))) throw new RangeError(`no standard deviation: ${deviation}`);
  if (!(df >= 1)) throw new RangeError(`an interval of a standard deviation needs df >= 1, got ${df}`);
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence must lie between 0 and 1, got ${confidence}`);
  const tail = (1 - confidence) / 2;
  return {
    low: deviation * Math.sqrt(df / chiSquaredQuantile(1 - tail, df)),
    high: deviation * Math.sqrt(df / chiSquaredQuantile(tail, df)),
  };
}
