import { namedRandom, type Random } from "../../contract/random.js";
import type { Nanoseconds } from "../../model/time.js";
import type { Arrival } from "../../model/workload.js";
import type { ArrivalDrawer, ArrivalSchedule } from "./arrival-schedule.js";
import { drawClosedLoop } from "./closed-loop.js";
import { drawConstant } from "./constant.js";
import { drawOffline } from "./offline.js";
import { drawPoisson } from "./poisson.js";

/** Every kind of arrival that a workload may name. */
const DRAWERS: { readonly [Kind in Arrival["kind"]]: ArrivalDrawer<Kind> } = {
  "closed-loop": drawClosedLoop,
  constant: drawConstant,
  poisson: drawPoisson,
  offline: drawOffline,
};

/**
 * The arrival list of a run, the same for the same seed on every system and machine.
 *
 * @param seed the trial's `arrivalSeed`
 * @param totalNs length of all phases in which requests are due
 */
export function drawArrivals(arrival: Arrival, totalNs: Nanoseconds, seed: string): ArrivalSchedule {
  return drawerOf(arrival)(arrival, totalNs, namedRandom(seed, "arrivals"));
}

/** The table gives each kind its own drawer; that the pair belongs together is what the type system cannot follow. */
function drawerOf(arrival: Arrival): (arrival: Arrival, totalNs: Nanoseconds, random: Random) => ArrivalSchedule {
  return DRAWERS[arrival.kind] as ArrivalDrawer;
}
