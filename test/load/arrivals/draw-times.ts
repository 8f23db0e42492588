import { drawArrivals } from "../../../src/load/arrivals/arrival-list.js";
import type { WorkloadInputs } from "../../../src/load/workload-inputs.js";
import { NS_PER_SECOND } from "../../../src/model/time.js";
import type { Arrival } from "../../../src/model/workload.js";
import { workloadInputs } from "../workload-inputs.js";

/** Arrivals of an open load in nanoseconds. */
export function drawTimes(
  arrival: Arrival,
  totalSeconds: number,
  seed: string,
  inputs: WorkloadInputs = workloadInputs(),
): readonly number[] {
  const schedule = drawArrivals(arrival, totalSeconds * NS_PER_SECOND, seed, inputs);
  if (schedule.kind !== "open") throw new Error(`expected an open schedule, got ${schedule.kind}`);
  return schedule.timesNs;
}
