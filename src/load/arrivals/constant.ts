import { NS_PER_SECOND } from "../../model/time.js";
import type { ArrivalDrawer } from "./arrival-schedule.js";

/** Request i at exactly i / rate: an even comb without randomness, each time computed afresh so that none drifts. */
export const drawConstant: ArrivalDrawer<"constant"> = (arrival, totalNs) => {
  const timesNs: number[] = [];
  for (let index = 0; ; index += 1) {
    const atNs = Math.round((index * NS_PER_SECOND) / arrival.requestsPerSecond);
    if (atNs >= totalNs) return { kind: "open", timesNs };
    timesNs.push(atNs);
  }
};
