import { mean } from "./summary.js";

/**
 * Correlation of a series with itself `lag` places later: sum of (x_t − m)(x_{t+lag} − m) over the sum of (x_t − m)², as R's
 * `acf` and NIST's StRD. 0 for a series that does not vary.
 *
 * @throws RangeError where the lag is no whole number in 0..length − 1
 */
export function autocorrelation(values: readonly number[], lag: number): number {
  if (!(Number.isInteger(lag) && lag >= 0 && lag < values.length)) {
    throw new RangeError(`no lag of ${lag} in ${values.length} values`);
  }
  const centre = mean(values);
  const residuals = values.map((value) => value - centre);
  const squares = residuals.reduce((sum, residual) => sum + residual ** 2, 0);
  if (squares === 0) return 0;
  const products = residuals
    .slice(lag)
    .reduce((sum, residual, index) => sum + residual * (residuals[index] as number), 0);
  return products / squares;
}
