import type { InferenceView } from "../contract/metric.js";
import type { RequestSample } from "../model/request-sample.js";
import type { Observations } from "./distribution.js";

/**
 * One observation a request that was scheduled in the measure phase. Failed requests are left to the error rate; a
 * request that the run's end cut before it had the quantity counts as longer than all others.
 *
 * @param secondsOf the quantity in seconds; undefined where the request has none
 */
export function latencyObservations(
  run: Pick<InferenceView, "measured">,
  secondsOf: (request: RequestSample) => number | undefined,
): Observations {
  const values: number[] = [];
  let censored = 0;
  for (const request of run.measured) {
    if (request.status === "failed") continue;
    const seconds = secondsOf(request);
    if (seconds !== undefined) values.push(seconds);
    else if (request.status === "cut") censored += 1;
  }
  return { values, censored };
}

/** Seconds from one instant to another; undefined when either is missing. */
export function secondsBetween(startNs: number | undefined, endNs: number | undefined): number | undefined {
  return startNs === undefined || endNs === undefined ? undefined : (endNs - startNs) / 1e9;
}
