import { NS_PER_SECOND } from "../../model/time.js";
import type { RateStep } from "../../model/workload.js";
import type { ArrivalDrawer } from "./arrival-schedule.js";
import { drawChangingRate } from "./changing-rate.js";

/** One stretch of constant rate, from its first second and the requests expected until then. */
interface Stretch {
  readonly startSeconds: number;
  readonly startRequests: number;
  readonly requestsPerSecond: number;
}

/** A Poisson process whose rate changes by steps; the last step lasts until the load's end. */
export const drawSteps: ArrivalDrawer<"steps"> = (arrival, totalNs, random) => {
  const totalSeconds = totalNs / NS_PER_SECOND;
  const stretches = stretchesOf(arrival.steps);
  const lastBegun = stretches.findLast(({ startSeconds }) => startSeconds < totalSeconds);
  const expected = lastBegun === undefined ? 0 : requestsUntil(lastBegun, totalSeconds);
  let current = 0;
  const secondsUntil = (requests: number): number => {
    // Asked in ascending order; a stretch without requests ends where it begins.
    while (current + 1 < stretches.length && (stretches[current + 1]?.startRequests ?? 0) <= requests) current += 1;
    const stretch = stretches[current];
    if (stretch === undefined) return totalSeconds;
    return stretch.startSeconds + (requests - stretch.startRequests) / stretch.requestsPerSecond;
  };
  return drawChangingRate(expected, secondsUntil, totalNs, random);
};

function stretchesOf(steps: readonly RateStep[]): readonly Stretch[] {
  let startSeconds = 0;
  let startRequests = 0;
  return steps.map(({ requestsPerSecond, seconds }) => {
    const stretch = { startSeconds, startRequests, requestsPerSecond };
    startSeconds += seconds;
    startRequests += requestsPerSecond * seconds;
    return stretch;
  });
}

function requestsUntil({ startSeconds, startRequests, requestsPerSecond }: Stretch, seconds: number): number {
  return startRequests + requestsPerSecond * (seconds - startSeconds);
}
