import type { Phase } from "../model/request-sample.js";
import { isInside, type Nanoseconds, NS_PER_SECOND, type TimeWindow } from "../model/time.js";
import type { PhaseLengths } from "../model/workload.js";

/** A run's phases on its clock, one after the other without a gap, and the end of everything. */
export interface PhaseTimes {
  readonly warmUp: TimeWindow;
  readonly measure: TimeWindow;
  readonly coolDown: TimeWindow;
  /** Requests that are still under way at this instant are cut. */
  readonly cutNs: Nanoseconds;
}

/** @param startNs instant at which the load begins */
export function planPhases(lengths: PhaseLengths, startNs: Nanoseconds): PhaseTimes {
  const measureStartNs = startNs + toNs(lengths.warmUpSeconds);
  const measureEndNs = measureStartNs + toNs(lengths.measureSeconds);
  const coolDownEndNs = measureEndNs + toNs(lengths.coolDownSeconds);
  return {
    warmUp: { startNs, endNs: measureStartNs },
    measure: { startNs: measureStartNs, endNs: measureEndNs },
    coolDown: { startNs: measureEndNs, endNs: coolDownEndNs },
    cutNs: coolDownEndNs + toNs(lengths.drainSeconds),
  };
}

/** The phase of a request by the instant for which it was scheduled, whenever it was really sent. */
export function phaseAt(times: PhaseTimes, scheduledNs: Nanoseconds): Phase {
  if (isInside(times.measure, scheduledNs)) return "measure";
  return scheduledNs < times.measure.startNs ? "warm-up" : "cool-down";
}

function toNs(seconds: number): Nanoseconds {
  return Math.round(seconds * NS_PER_SECOND);
}
