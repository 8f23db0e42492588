import type { MetricDefinition, RunView } from "../contract/metric.js";
import { computeMetric } from "../metrics/compute-metric.js";
import type { Boundary } from "../model/boundary.js";
import type { ComparisonRow, SystemValues } from "../model/comparison.js";
import { type Absent, absent, type Estimate, type PointOnly } from "../model/estimate.js";
import { type Finding, warning } from "../model/finding.js";
import type { MetricValue } from "../model/metric-value.js";
import type { PlannedComparison } from "../model/plan.js";
import { geometricMeanInterval, meanInterval } from "../statistics/mean-interval.js";
import { blockValues, estimateRatio } from "./ratio.js";
import { judge } from "./verdict.js";

/** The used runs of one side as metrics see them, by run id, in the order of execution. */
export interface ViewedSide {
  readonly systemId: string;
  readonly views: ReadonlyMap<string, RunView | Absent>;
  /** True where the client's check of itself was bad enough to cost the verdicts on latency. */
  readonly degraded: boolean;
}

export interface RowContext {
  readonly planned: PlannedComparison;
  readonly candidate: ViewedSide;
  readonly baseline: ViewedSide;
  /** Where both energies are stated; absent with the reason. */
  readonly boundary: Boundary | Absent;
  /** Differences that make rows not comparable. */
  readonly blocking: readonly Finding[];
  /** Set where the two sides count different accelerator units. */
  readonly unitsDiffer?: Finding | undefined;
  readonly repeatOf: ReadonlyMap<string, number>;
}

/** One metric over the runs of both sides: values, ratio, verdict and why. */
export function compareRow(metric: MetricDefinition, context: RowContext): ComparisonRow {
  const { planned, repeatOf } = context;
  const margin = planned.margins.metrics[metric.id] ?? planned.margins.default;
  const candidate = valuesOf(metric, context.candidate, planned.confidence);
  const baseline = valuesOf(metric, context.baseline, planned.confidence);
  const { id: metricId, title, unit, better, formula, group } = metric;
  const primary = planned.primaryMetrics.includes(metricId);
  const row = { metricId, title, group, unit, better, formula, primary, margin, candidate, baseline };
  const ratio = estimateRatio(
    blockValues(candidate, repeatOf),
    blockValues(baseline, repeatOf),
    planned.analysis,
    planned.confidence,
  );
  const obstacles = distinct([...obstaclesOf(metric, context), ...missingSides([candidate, baseline])]);
  if (ratio.kind !== "judged") {
    if (obstacles.length > 0) return { ...row, ratio, verdict: "not-comparable", reasons: obstacles };
    return { ...row, ratio, verdict: better === "neither" ? "none" : "inconclusive", reasons: [ratio.reason] };
  }
  const { estimate } = ratio;
  if (obstacles.length > 0) return { ...row, ratio: estimate, verdict: "not-comparable", reasons: obstacles };
  return {
    ...row,
    ratio: estimate,
    verdict: judge(ratio, margin, better),
    reasons: missingRuns([candidate, baseline]),
  };
}

function valuesOf(metric: MetricDefinition, side: ViewedSide, confidence: number): SystemValues {
  const runs = [...side.views].map(([runId, view]) => ({
    runId,
    value: view.kind === "absent" ? view : computeMetric(metric, view),
  }));
  const [values, missing] = [runs.flatMap(({ value }) => (value.kind === "value" ? [value] : [])), runs.map(absentOf)];
  return {
    systemId: side.systemId,
    runs,
    summary:
      values.length === 0
        ? (missing.find((one) => one !== undefined) ?? absent(warning("no-usable-run", { system: side.systemId })))
        : summarise(
            values.map((value) => value.value),
            confidence,
          ),
    provenance: values[0]?.provenance ?? "measured",
  };
}

function absentOf(run: { readonly value: MetricValue | Absent }): Absent | undefined {
  return run.value.kind === "absent" ? run.value : undefined;
}

/** Geometric mean, which fits the ratios; arithmetic where a value has no logarithm, such as an error rate of 0. */
function summarise(values: readonly number[], confidence: number): Estimate | PointOnly | Absent {
  const mean = values.every((value) => value > 0) ? geometricMeanInterval : meanInterval;
  const result = mean(values, confidence);
  if (result.kind === "estimate") {
    const { point, low, high, n, method } = result;
    return { kind: "estimate", point, low, high, confidence, method, n, systematic: [] };
  }
  const reason = warning(`no-spread-${result.reason}`, { runs: result.n });
  return result.point === undefined ? absent(reason) : { kind: "point", point: result.point, n: result.n, reason };
}

/** Why this metric must not be judged, whatever its interval says. */
function obstaclesOf(metric: MetricDefinition, context: RowContext): readonly Finding[] {
  const obstacles = [...context.blocking];
  if (metric.group === "latency") {
    for (const side of [context.candidate, context.baseline]) {
      if (side.degraded) obstacles.push(warning("client-degraded", { system: side.systemId }));
    }
  }
  if (metric.needs.includes("unit") && context.unitsDiffer !== undefined) obstacles.push(context.unitsDiffer);
  if (metric.needs.includes("energy")) {
    if (typeof context.boundary !== "string") obstacles.push(context.boundary.reason);
    for (const side of [context.candidate, context.baseline]) {
      if (hasUnknownAccuracy(side)) obstacles.push(warning("meter-accuracy-unknown", { system: side.systemId }));
    }
  }
  return obstacles;
}

function hasUnknownAccuracy(side: ViewedSide): boolean {
  return [...side.views.values()].some(
    (view) => view.kind === "view" && view.energy.kind === "energy" && !view.energy.accuracyKnown,
  );
}

/** A side without any value leaves nothing to compare; its own reason says more than "too few runs". */
function missingSides(sides: readonly SystemValues[]): readonly Finding[] {
  return sides.flatMap(({ summary }) => (summary.kind === "absent" ? [summary.reason] : []));
}

/** Each finding once, by code and data. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** Runs that were used but lack this metric make n smaller than the reader expects. */
function missingRuns(sides: readonly SystemValues[]): readonly Finding[] {
  return sides.flatMap((side) => {
    const missing = side.runs.filter((run) => run.value.kind === "absent").length;
    return missing === 0 ? [] : [warning("values-missing", { system: side.systemId, missing, runs: side.runs.length })];
  });
}
