import type { MetricDefinition } from "../../contract/metric.js";
import type { NoiseControl } from "../../model/noise.js";
import type { PlannedComparison } from "../../model/plan.js";
import { decideGate } from "../../statistics/gate-decision.js";
import { logErrorOf } from "../log-error.js";
import { blockValues, estimateRatio } from "../ratio.js";
import { systemValues } from "../system-values.js";
import type { ViewedSide } from "../viewed-side.js";

export interface ControlSides {
  readonly slowed: ViewedSide;
  readonly untouched: ViewedSide;
  /** Block of each run, by run id. */
  readonly repeatOf: ReadonlyMap<string, number>;
}

/**
 * Whether the slow-down that tokwatt injected shows, by the gate's rule and the analysis and margins of the plan: slowed against
 * untouched. Metrics without an interval are left out.
 */
export function findControl(
  slowdown: number,
  metrics: readonly MetricDefinition[],
  { slowed, untouched, repeatOf }: ControlSides,
  planned: PlannedComparison,
): NoiseControl {
  const { analysis, confidence, margins } = planned;
  const found = metrics.flatMap((metric) => {
    const values = (side: ViewedSide) => blockValues(systemValues(metric, side, confidence), repeatOf);
    const judged = estimateRatio(values(slowed), values(untouched), analysis, confidence);
    if (judged.kind !== "judged") return [];
    const { ratio, low, high } = judged.estimate;
    const error = logErrorOf(judged.estimate);
    // Turned so that more is better, as the gate has it.
    const turned = metric.better === "lower" ? { ...error, ratio: 1 / error.ratio } : error;
    const { decision } = decideGate(turned, margins.metrics[metric.id] ?? margins.default, { confidence });
    return [[metric.id, { ratio, low, high, isFound: decision === "regressed" }] as const];
  });
  return { slowdown, metrics: Object.fromEntries(found) };
}

/** Whether none of these metrics found it: what such a suite calls the same means nothing then. */
export function isBlind(control: NoiseControl, metricIds: readonly string[]): boolean {
  return !metricIds.some((id) => control.metrics[id]?.isFound === true);
}
