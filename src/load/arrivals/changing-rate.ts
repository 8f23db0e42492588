import type { Random } from "../../contract/random.js";
import { type Nanoseconds, NS_PER_SECOND } from "../../model/time.js";
import type { ArrivalSchedule } from "./arrival-schedule.js";

/**
 * A Poisson process of a changing rate, by inversion (Çınlar, Introduction to Stochastic Processes, 1975): with R(t) the
 * requests expected until t and e1, e2, ... the arrivals of a Poisson process of rate 1, the arrivals are R⁻¹(e1),
 * R⁻¹(e2), ... One stream of draws runs through the whole load, so nothing begins anew where the rate changes.
 *
 * @param expected R(total): requests that are expected in the whole load
 * @param secondsUntil R⁻¹: the second at which so many requests are expected
 */
export function drawChangingRate(
  expected: number,
  secondsUntil: (requests: number) => number,
  totalNs: Nanoseconds,
  random: Random,
): ArrivalSchedule {
  const timesNs: Nanoseconds[] = [];
  let requests = 0;
  for (;;) {
    requests -= Math.log1p(-random());
    if (requests >= expected) return { kind: "open", timesNs };
    const atNs = Math.floor(secondsUntil(requests) * NS_PER_SECOND);
    // Rounding alone may put the very last one on the end.
    if (atNs >= totalNs) return { kind: "open", timesNs };
    timesNs.push(atNs);
  }
}
