import { NS_PER_SECOND } from "../../model/time.js";
import type { ArrivalDrawer } from "./arrival-schedule.js";
import { drawChangingRate } from "./changing-rate.js";

/**
 * A Poisson process whose rate goes in a straight line from `a` at the load's start to `b` at its end T:
 * R(t) = a t + (b - a) t² / (2 T), so that R⁻¹(y) = 2 y / (a + sqrt(a² + 2 (b - a) y / T)), the form of the root that loses
 * no digits.
 */
export const drawRamp: ArrivalDrawer<"ramp"> = (arrival, totalNs, random) => {
  const { fromRequestsPerSecond: from, toRequestsPerSecond: to } = arrival;
  const totalSeconds = totalNs / NS_PER_SECOND;
  const slope = (to - from) / totalSeconds;
  const secondsUntil = (requests: number): number => {
    // Rounding may take the root of a falling ramp's end below 0.
    const rate = Math.sqrt(Math.max(0, from ** 2 + 2 * slope * requests));
    return requests === 0 ? 0 : (2 * requests) / (from + rate);
  };
  return drawChangingRate(((from + to) / 2) * totalSeconds, secondsUntil, totalNs, random);
};
