import type { TrainingView } from "../contract/metric.js";
import { type Finding, note, warning } from "../model/finding.js";
import { windowSeconds } from "../model/time.js";
import { trainingViews } from "./trained-runs.js";
import type { ViewedSide } from "./viewed-side.js";

/** How far a framework's own timer may be from the stamps before a reader is told. */
const TIMER_TOLERANCE = 0.05;

/** What the training runs of one system have in them that a reader must know of. */
export function trainingCaveats(viewed: ViewedSide): readonly Finding[] {
  const views = trainingViews(viewed);
  const { systemId: system } = viewed;
  const all = { system, of: views.length };
  const recorded = [...new Set(views.map(({ facts }) => facts.stamps))].filter((stamps) => stamps !== "read");
  const reattached = views.filter(({ facts }) => facts.isReattached === true).length;
  const restarts = countOf(views, "restart");
  const checkpoints = countOf(views, "checkpoint");
  const skipped = views.flatMap(({ measured }) => measured).reduce((sum, { skipped: left = 0 }) => sum + left, 0);
  const byWorkload = views.some(({ measured }) => measured.some(({ tokensFrom }) => tokensFrom === "workload"));
  return [
    ...otherPrecisions(system, views),
    ...recorded.map((stamps) => warning("job-recorded", { system, stamps: `stamps-${stamps}` })),
    ...(reattached > 0 ? [warning("job-reattached-in-runs", { ...all, runs: reattached })] : []),
    ...timerFindings(system, views),
    ...(skipped > 0 ? [warning("steps-skipped", { system, skipped })] : []),
    ...(restarts > 0 ? [warning("restarts-in-window", { system, restarts })] : []),
    ...(checkpoints > 0 ? [note("checkpoints-in-window", { ...all, checkpoints })] : []),
    ...(byWorkload ? [note("tokens-by-workload", { system })] : []),
  ];
}

/** A job may be told to multiply in another format than its workload says: legitimate, and other work. */
function otherPrecisions(system: string, views: readonly TrainingView[]): readonly Finding[] {
  const [other] = views.filter(({ facts, workload }) => facts.precision !== workload.precision);
  if (other === undefined) return [];
  const { facts, workload } = other;
  return [warning("precision-not-asked", { system, precision: facts.precision, asked: workload.precision })];
}

/** The worst of all runs, where it is past the tolerance. */
function timerFindings(system: string, views: readonly TrainingView[]): readonly Finding[] {
  const apart = views.flatMap(timerDifference).filter((relative) => Math.abs(relative) > TIMER_TOLERANCE);
  const [worst] = apart.toSorted((a, b) => Math.abs(b) - Math.abs(a));
  if (worst === undefined) return [];
  const direction = worst < 0 ? "shorter" : "longer";
  const data = { system, relative: rounded(Math.abs(worst)), direction, runs: apart.length, of: views.length };
  return [warning("framework-timer-differs", data)];
}

/** To tenths of a percent. */
function rounded(share: number): number {
  return Number(share.toFixed(3));
}

/** How much longer the steps took by the framework's timer than by the stamps; nothing where it did not tell of them all. */
function timerDifference({ measured, window }: TrainingView): readonly number[] {
  let seconds = 0;
  for (const { steps, stepSeconds } of measured) {
    if (stepSeconds === undefined) return [];
    seconds += steps * stepSeconds;
  }
  return [seconds / windowSeconds(window) - 1];
}

function countOf(views: readonly TrainingView[], what: "checkpoint" | "restart"): number {
  const said = views.flatMap(({ measured }) => measured.flatMap(({ after = [] }) => after));
  return said.filter((one) => one === what).length;
}
