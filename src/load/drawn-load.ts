import type { InferenceWorkload } from "../model/workload.js";
import { drawArrivals } from "./arrivals/arrival-list.js";
import type { ArrivalSchedule } from "./arrivals/arrival-schedule.js";
import type { LoadShare } from "./load-share.js";
import { planPhases } from "./phases.js";
import { createRequestList, type RequestList } from "./request-list.js";
import type { WorkloadInputs } from "./workload-inputs.js";

/** Everything about a load that is decided before the first request is sent: the same on every worker. */
export interface DrawnLoad {
  readonly schedule: ArrivalSchedule;
  readonly requests: RequestList;
}

/**
 * @param seed the trial's `arrivalSeed`
 * @param share whose users will all send their first request at one instant: those are drawn here, not then
 */
export function drawLoad(
  workload: InferenceWorkload,
  seed: string,
  inputs: WorkloadInputs,
  share: LoadShare,
): DrawnLoad {
  const { coolDown } = planPhases(workload.phases, 0);
  const schedule = drawArrivals(workload.arrival, coolDown.endNs, seed, inputs);
  const requests = createRequestList(workload, seed, inputs);
  if (schedule.kind === "closed") {
    for (let user = share.worker; user < schedule.users; user += share.workers) requests.prepare(user);
  }
  return { schedule, requests };
}
