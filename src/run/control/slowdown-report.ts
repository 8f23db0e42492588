import { type Finding, failure, note, warning } from "../../model/finding.js";

/** What a run says of the slow-down that was put into it. */
export interface SlowdownReport {
  readonly findings: readonly Finding[];
  /** Why the run has failed, where hardly anything came of it: a control that does nothing must not count. */
  readonly missed?: Finding | undefined;
}

/** Part of the slow-down by which the real one may differ before somebody is told. */
const TOLERANCE = 0.1;
/** Part of the slow-down that must have come about. */
const LEAST = 0.5;

/** @param achieved time that was added over the time without it */
export function reportSlowdown(slowdown: number, achieved: number): SlowdownReport {
  const figures = { slowdown, achieved };
  const said = note("injected-slowdown", figures);
  if (achieved < LEAST * slowdown) return { findings: [said], missed: failure("injected-slowdown-missed", figures) };
  const isExact = Math.abs(achieved - slowdown) <= TOLERANCE * slowdown;
  return { findings: isExact ? [said] : [said, warning("injected-slowdown-inexact", figures)] };
}
