import type { Nanoseconds } from "../../model/time.js";
import type { ArrivalSchedule } from "./arrival-schedule.js";

/** Arrivals whose gaps are drawn one after the other, the first one from the load's start on, until its end. */
export function timesOfGaps(drawGapNs: () => number, totalNs: Nanoseconds): ArrivalSchedule {
  const timesNs: Nanoseconds[] = [];
  let exactNs = 0;
  for (;;) {
    exactNs += drawGapNs();
    const atNs = Math.floor(exactNs);
    if (atNs >= totalNs) return { kind: "open", timesNs };
    timesNs.push(atNs);
  }
}
