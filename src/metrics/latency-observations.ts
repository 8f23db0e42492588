import type { InferenceView } from "../contract/metric.js";
import { eachRequest } from "../model/request-list.js";
import type { RequestSample } from "../model/request-sample.js";
import type { Observations } from "./distribution.js";

/** Memory of the last observations, as long as nothing else needs it: a giant run has a dozen of 80 MB each. */
let spare: WeakRef<Float64Array> | undefined;

/**
 * One observation a request that was scheduled in the measure phase. Failed requests are left to the error rate; a
 * request that the run's end cut before it had the quantity counts as longer than all others.
 *
 * The values are overwritten by the next call.
 *
 * @param secondsOf the quantity in seconds; undefined where the request has none
 */
export function latencyObservations(
  run: Pick<InferenceView, "measured">,
  secondsOf: (request: RequestSample) => number | undefined,
): Observations {
  const values = borrowValues(run.measured.length);
  let filled = 0;
  let censored = 0;
  eachRequest(run.measured, (request) => {
    const { status } = request;
    if (status === "failed") return;
    const seconds = secondsOf(request);
    if (seconds !== undefined) {
      values[filled] = seconds;
      filled += 1;
    } else if (status === "cut") censored += 1;
  });
  return { values: values.subarray(0, filled), censored };
}

function borrowValues(length: number): Float64Array {
  const before = spare?.deref();
  if (before !== undefined && before.length >= length) return before;
  const values = new Float64Array(length);
  spare = new WeakRef(values);
  return values;
}

/** Seconds from one instant to another; undefined when either is missing. */
export function secondsBetween(startNs: number | undefined, endNs: number | undefined): number | undefined {
  return startNs === undefined || endNs === undefined ? undefined : (endNs - startNs) / 1e9;
}
