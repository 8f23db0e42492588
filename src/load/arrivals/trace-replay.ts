import type { ArrivalDrawer } from "./arrival-schedule.js";

/**
 * The arrivals of a trace from its first row on, its times divided by `speed`. Request i is row i. A trace that is shorter
 * than the load is not begun again: nothing more arrives. (The suite refuses such a trace; `request-list.ts` names it in the record.)
 *
 * @throws Error when the inputs hold no trace
 */
export const drawTraceReplay: ArrivalDrawer<"trace"> = ({ file, speed }, totalNs, _random, { trace }) => {
  if (trace === undefined) throw new Error(`The trace ${file.name} was not read.`);
  const timesNs = trace.map(({ atNs }) => Math.round(atNs / speed));
  const end = timesNs.findIndex((atNs) => atNs >= totalNs);
  return { kind: "open", timesNs: end === -1 ? timesNs : timesNs.slice(0, end) };
};
