import { regularisedIncompleteBeta } from "./incomplete-beta.js";
import { logGamma } from "./log-gamma.js";
import { standardNormalCdf } from "./standard-normal.js";

const MOST_TERMS = 10_000;

/**
 * P(T ≤ t) of the noncentral t distribution: the sum of Lenth's algorithm AS 243 (1989), for t ≥ 0, with the reflection
 * P(T_δ ≤ −t) = 1 − P(T_−δ ≤ t). Absolute accuracy about 1e-12 for |δ| up to 37, beyond which e^(−δ²/2) is nothing to a double.
 *
 * @throws RangeError where an argument is not finite, df is not positive or |δ| is above 37
 */
export function noncentralTCdf(t: number, df: number, noncentrality: number): number {
  if (!(Number.isFinite(t) && df > 0 && Number.isFinite(df) && Math.abs(noncentrality) <= 37)) {
    throw new RangeError(`no noncentral t of ${t}, df ${df}, noncentrality ${noncentrality}`);
  }
  if (t < 0) return 1 - noncentralTCdf(-t, df, -noncentrality);
  const start = standardNormalCdf(-noncentrality);
  if (t === 0) return start;
  const x = (t * t) / (t * t + df);
  const half = noncentrality ** 2 / 2;
  // The weights of the even terms (Poisson) and of the odd ones.
  let even = Math.exp(-half) / 2;
  let odd = (noncentrality * Math.exp(-half - logGamma(1.5))) / (2 * Math.SQRT2);
  let left = 0.5 - even;
  let sum = 0;
  for (let j = 0; j < MOST_TERMS; j += 1) {
    const evenBeta = regularisedIncompleteBeta(j + 0.5, df / 2, x, df / (t * t + df));
    const oddBeta = regularisedIncompleteBeta(j + 1, df / 2, x, df / (t * t + df));
    sum += even * evenBeta + odd * oddBeta;
    even *= half / (j + 1);
    odd *= half / (j + 1.5);
    left -= even;
    // The even weights that are left bound what the rest can add, once they fall.
    if (j > half && Math.abs(2 * left * evenBeta) < 1e-15) break;
  }
  return Math.min(1, Math.max(0, start + sum));
}
