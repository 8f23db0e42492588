import type { Random } from "../../contract/random.js";
import type { Nanoseconds } from "../../model/time.js";
import type { Arrival } from "../../model/workload.js";
import type { WorkloadInputs } from "../workload-inputs.js";

/**
 * When requests are due, drawn before the first is sent. The three shapes are all that the driver knows; a new kind of
 * arrival is a drawer that ends in one of them.
 *
 * - `open`: request i is due at `timesNs[i]` after the load's start, ascending, whatever became of the others.
 * - `closed`: each of `users` sends its next request when its last one has ended and it has thought. The k-th request (from
 *   0) of user u is request k * users + u of the list: the same one however fast the system is.
 * - `batch`: all requests are due at one instant, the start of the measured window.
 */
export type ArrivalSchedule =
  | { readonly kind: "open"; readonly timesNs: readonly Nanoseconds[] }
  | {
      readonly kind: "closed";
      readonly users: number;
      /** How long a user thinks before request `index` of the list; 0 where it does not. */
      thinkNs(index: number): Nanoseconds;
    }
  | { readonly kind: "batch"; readonly requests: number };

/**
 * Turns one kind of arrival into a schedule.
 *
 * @param totalNs length of warm-up, measured window and cool-down together: no request is due at or after it
 * @param random stream of the run's arrivals
 */
export type ArrivalDrawer<Kind extends Arrival["kind"] = Arrival["kind"]> = (
  arrival: Extract<Arrival, { kind: Kind }>,
  totalNs: Nanoseconds,
  random: Random,
  inputs: WorkloadInputs,
) => ArrivalSchedule;
