import { NS_PER_SECOND } from "../../model/time.js";
import type { ArrivalDrawer } from "./arrival-schedule.js";
import { timesOfGaps } from "./times-of-gaps.js";

/**
 * A Poisson process: independent exponential gaps, -ln(1 - u) / rate (inverse of the exponential distribution), over the
 * whole time. The number of requests is therefore itself random; stretching the gaps to hit a wanted number, or drawing
 * second by second, would give a process that is no longer Poisson.
 */
export const drawPoisson: ArrivalDrawer<"poisson"> = (arrival, totalNs, random) => {
  const meanGapNs = NS_PER_SECOND / arrival.requestsPerSecond;
  return timesOfGaps(() => -Math.log1p(-random()) * meanGapNs, totalNs);
};
