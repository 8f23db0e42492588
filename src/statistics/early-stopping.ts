import { regularisedIncompleteBeta } from "./incomplete-beta.js";

/**
 * MLPerf Inference's early stopping: the fewest requests of which `over` may be over the latency bound so that, with the asked
 * confidence, the share of requests under it is at least `percentile`. The smallest h + over with
 * I_percentile(h, over + 1) ≤ 1 − confidence (inference_policies, appendix early stopping, with tolerance 0).
 *
 * @param percentile in (0, 1), e.g. 0.99
 * @param confidence in (0, 1), 0.99 in MLPerf
 * @returns total requests, those over the bound included
 * @throws RangeError for arguments outside
 */
export function earlyStoppingRequests(over: number, percentile: number, confidence: number): number {
  if (!(Number.isInteger(over) && over >= 0)) throw new RangeError(`a number of requests is whole, got ${over}`);
  for (const share of [percentile, confidence]) {
    if (!(share > 0 && share < 1)) throw new RangeError(`a share must lie between 0 and 1, got ${share}`);
  }
  const suffices = (under: number): boolean => regularisedIncompleteBeta(under, over + 1, percentile) <= 1 - confidence;
  let high = 1;
  while (!suffices(high)) high *= 2;
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (middle > 0 && suffices(middle)) high = middle;
    else low = middle;
  }
  return high + over;
}
