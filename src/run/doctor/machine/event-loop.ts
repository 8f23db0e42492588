import { note, warning } from "../../../model/finding.js";
import type { DelayStatistics } from "../../../model/self-check.js";
import { defaultLimits } from "../../../suite/default-limits.js";
import { type CheckResult, noticed, passed } from "../check-result.js";

/** Ticks of two milliseconds below which a p99 says nothing. */
const ENOUGH_TICKS = 100;

/** Whether this process got to its work in time while it asked the server and read the meters; empty where that was short. */
export function checkEventLoop({ p99Ms, count }: DelayStatistics): readonly CheckResult[] {
  if (count < ENOUGH_TICKS) return [];
  const data = { p99Ms, limitMs: defaultLimits.eventLoopDelayP99DegradedMs };
  return [
    p99Ms > data.limitMs
      ? noticed("event-loop", warning("doctor-event-loop-late", data))
      : passed("event-loop", note("doctor-event-loop", data)),
  ];
}
