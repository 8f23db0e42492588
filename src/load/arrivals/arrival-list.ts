import { namedRandom } from "../../contract/random.js";
import type { Nanoseconds } from "../../model/time.js";
import type { Arrival } from "../../model/workload.js";
import type { WorkloadInputs } from "../workload-inputs.js";
import type { ArrivalDrawer, ArrivalSchedule } from "./arrival-schedule.js";
import { drawClosedLoop } from "./closed-loop.js";
import { drawConstant } from "./constant.js";
import { drawConversations } from "./conversations.js";
import { drawGamma } from "./gamma.js";
import { drawOffline } from "./offline.js";
import { drawPoisson } from "./poisson.js";
import { drawRamp } from "./ramp.js";
import { drawSteps } from "./steps.js";
import { drawTraceReplay } from "./trace-replay.js";

/** Every kind of arrival that a workload may name. */
const DRAWERS: { readonly [Kind in Arrival["kind"]]: ArrivalDrawer<Kind> } = {
  "closed-loop": drawClosedLoop,
  constant: drawConstant,
  poisson: drawPoisson,
  gamma: drawGamma,
  ramp: drawRamp,
  steps: drawSteps,
  trace: drawTraceReplay,
  conversations: drawConversations,
  offline: drawOffline,
};

/**
 * The arrival list of a run, the same for the same seed on every system, machine and worker.
 *
 * @param totalNs length of all phases in which requests are due
 * @param seed the trial's `arrivalSeed`
 */
export function drawArrivals(
  arrival: Arrival,
  totalNs: Nanoseconds,
  seed: string,
  inputs: WorkloadInputs,
): ArrivalSchedule {
  return drawerOf(arrival)(arrival, totalNs, namedRandom(seed, "arrivals"), inputs);
}

/** The table gives each kind its own drawer; that the pair belongs together is what the type system cannot follow. */
function drawerOf(arrival: Arrival): ArrivalDrawer {
  return DRAWERS[arrival.kind] as ArrivalDrawer;
}
