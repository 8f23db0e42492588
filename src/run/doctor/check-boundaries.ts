import { reachableBoundaries } from "../../energy/bridge-path.js";
import {
  type MeteredBoundary,
  type MeteredSystem,
  meteredBoundaries,
  notAllMetered,
} from "../../energy/metered-boundaries.js";
import { BOUNDARIES } from "../../model/boundary.js";
import { note, warning } from "../../model/finding.js";
import type { PowerTrace } from "../../model/power-trace.js";
import { type CheckResult, noticed, passed } from "./check-result.js";

/**
 * Whether every accelerator of a system is metered, and at which boundaries its energy can be stated: those are where it
 * can be compared with others. Counts the traces that have a value, by the rules by which a record is judged.
 */
export function checkBoundaries(traces: readonly PowerTrace[], system: MeteredSystem): readonly CheckResult[] {
  const metered = meteredBoundaries(
    traces.filter(({ values }) => values.length > 0),
    system,
  );
  const devices = metered.map((boundary) => checkDevices(boundary, system));
  const complete = metered.filter((one) => one.complete).map(({ boundary }) => boundary);
  if (complete.length === 0) return [...devices, noticed("boundary", warning("doctor-boundary-none"))];
  const reached = reachableBoundaries(system.power.bridges, complete);
  const bridged = BOUNDARIES.filter((boundary) => reached.has(boundary) && !complete.includes(boundary));
  return [
    ...devices,
    ...complete.map((boundary) => passed("boundary", note("doctor-boundary-metered", { boundary }))),
    ...bridged.map((boundary) => passed("boundary", note("doctor-boundary-bridged", { boundary }))),
  ];
}

function checkDevices(metered: MeteredBoundary, system: MeteredSystem): CheckResult {
  const { boundary, traces, expected, complete } = metered;
  const data = { boundary, metered: traces.length };
  if (!complete) return noticed("devices", notAllMetered(metered, system));
  return expected === undefined
    ? noticed("devices", note("doctor-devices-uncounted", data))
    : passed("devices", note("doctor-devices", data));
}
