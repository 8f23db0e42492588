import { medianInterval } from "../../energy/intervals.js";
import type { Boundary, MeterAccuracy } from "../../model/boundary.js";
import type { PowerTrace } from "../../model/power-trace.js";
import { NS_PER_SECOND } from "../../model/time.js";

/** What one device's meter gave. */
export interface ReadDevice {
  readonly id: string;
  readonly source: string;
  readonly device: string;
  readonly boundary: Boundary;
  readonly quantity: "watts" | "joules";
  readonly isCrossCheck: boolean;
  readonly readings: number;
  readonly missing: number;
  /** Lowest and highest watts; of a counter the mean watts over the whole time. Absent without enough readings. */
  readonly wattsLow?: number | undefined;
  readonly wattsHigh?: number | undefined;
  readonly wattsMean?: number | undefined;
  readonly askedSeconds: number;
  /** Median time between readings; absent for fewer than two. */
  readonly achievedSeconds?: number | undefined;
  /** Longest time before its stamp in which a reading may have been taken. */
  readonly withinSeconds: number;
  readonly accuracy: MeterAccuracy | "unknown";
}

export function summariseTrace(trace: PowerTrace, isCrossCheck: boolean): ReadDevice {
  const { header, timesNs, values, states, missing } = trace;
  const { id, source, device, boundary, quantity, intervalNs, accuracy } = header;
  const achievedSeconds = medianInterval(timesNs) / NS_PER_SECOND;
  const within = states.map((state) => state?.withinNs ?? 0);
  return {
    id,
    source,
    device,
    boundary,
    quantity,
    isCrossCheck,
    readings: values.length,
    missing,
    ...(quantity === "watts" ? wattsOf(values) : wattsOfCounter(trace)),
    askedSeconds: intervalNs / NS_PER_SECOND,
    ...(Number.isNaN(achievedSeconds) ? {} : { achievedSeconds }),
    withinSeconds: Math.max(0, ...within) / NS_PER_SECOND,
    accuracy,
  };
}

type Watts = Pick<ReadDevice, "wattsLow" | "wattsHigh" | "wattsMean">;

function wattsOf(values: readonly number[]): Watts {
  if (values.length === 0) return {};
  const sum = values.reduce((total, value) => total + value, 0);
  return { wattsLow: Math.min(...values), wattsHigh: Math.max(...values), wattsMean: sum / values.length };
}

function wattsOfCounter({ timesNs, values }: PowerTrace): Watts {
  const [first, last] = [values[0], values.at(-1)];
  const seconds = ((timesNs.at(-1) ?? 0) - (timesNs[0] ?? 0)) / NS_PER_SECOND;
  if (first === undefined || last === undefined || !(seconds > 0)) return {};
  const watts = (last - first) / seconds;
  return { wattsLow: watts, wattsHigh: watts, wattsMean: watts };
}
