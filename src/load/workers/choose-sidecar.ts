import { NS_PER_MILLISECOND, type TimeWindow } from "../../model/time.js";
import type { InferenceWorkload } from "../../model/workload.js";
import type { TokenSidecarKind } from "../../records/token-sidecar.js";
import { offeredLoad } from "./offered-load.js";

/**
 * A run that is expected to have more events than this keeps them summed up in bins: at a few bytes each they would fill the
 * memory of whoever reads the record.
 */
export const BINNED_ABOVE_EVENTS = 50e6;

/** Length of one bin. */
export const BIN_NS = 10 * NS_PER_MILLISECOND;

/**
 * Decided before the run, from the offered load, so that it depends on nothing that the system does. A batch is always kept
 * in full: nobody knows its window before it begins.
 *
 * @param window the measured one, as it is planned
 */
export function chooseSidecar(workload: InferenceWorkload, window: TimeWindow): TokenSidecarKind {
  const isBinned = workload.arrival.kind !== "offline" && offeredLoad(workload).events > BINNED_ABOVE_EVENTS;
  return isBinned ? { kind: "binned", window, binNs: BIN_NS } : { kind: "full" };
}
