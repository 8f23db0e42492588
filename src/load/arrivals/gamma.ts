import { randomGamma } from "d3-random";
import { NS_PER_SECOND } from "../../model/time.js";
import type { ArrivalDrawer } from "./arrival-schedule.js";
import { timesOfGaps } from "./times-of-gaps.js";

/**
 * Independent gamma-distributed gaps of mean 1 / rate and shape k = `burstiness`, as vLLM draws them: the coefficient of
 * variation of a gap is 1 / sqrt(k), and over times that are long against a gap the counts have variance over mean 1 / k
 * (of any renewal process: the squared coefficient of variation of its gaps). k = 1 is a Poisson process.
 */
export const drawGamma: ArrivalDrawer<"gamma"> = (arrival, totalNs, random) => {
  const { requestsPerSecond, burstiness } = arrival;
  const meanGapNs = NS_PER_SECOND / requestsPerSecond;
  return timesOfGaps(randomGamma.source(random)(burstiness, meanGapNs / burstiness), totalNs);
};
