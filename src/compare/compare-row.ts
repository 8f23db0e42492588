import type { MetricDefinition } from "../contract/metric.js";
import type { Boundary } from "../model/boundary.js";
import type { ComparisonRow, SystemValues } from "../model/comparison.js";
import type { Absent } from "../model/estimate.js";
import { type Finding, warning } from "../model/finding.js";
import type { Plan, PlannedComparison } from "../model/plan.js";
import { dataFindings, type OrderedValue } from "./data-checks.js";
import { type KnownNoise, noisySession } from "./known-noise.js";
import { hasMarginTests, marginTests } from "./margin-tests.js";
import { outlierFindings } from "./outlier-check.js";
import { pairingAdvice } from "./pairing-advice.js";
import { rankFindings } from "./rank-check.js";
import { type BlockValue, blockPairs, blockValues, estimateRatio, type JudgedRatio } from "./ratio.js";
import { systemValues } from "./system-values.js";
import { judge } from "./verdict.js";
import type { ViewedSide } from "./viewed-side.js";

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
  readonly order: Plan["order"];
  /** Noise that was measured before, by system; absent where no history is looked at. */
  readonly noise?: ReadonlyMap<string, KnownNoise> | undefined;
}

/** One metric over the runs of both sides: values, ratio, verdict and why. */
export function compareRow(metric: MetricDefinition, context: RowContext): ComparisonRow {
  const { planned, repeatOf } = context;
  const margin = planned.margins.metrics[metric.id] ?? planned.margins.default;
  const candidate = systemValues(metric, context.candidate, planned.confidence);
  const baseline = systemValues(metric, context.baseline, planned.confidence);
  const { id: metricId, title, unit, better, formula, group } = metric;
  const primary = planned.primaryMetrics.includes(metricId);
  const row = { metricId, title, group, unit, better, formula, primary, margin, candidate, baseline };
  const sides = [blockValues(candidate, repeatOf), blockValues(baseline, repeatOf)] as const;
  const ratio = plannedRatio(planned, ...sides);
  const obstacles = distinct([...obstaclesOf(metric, context), ...missingSides([candidate, baseline])]);
  if (ratio.kind !== "judged") {
    if (obstacles.length > 0) return { ...row, ratio, verdict: "not-comparable", reasons: obstacles };
    const reasons = [ratio.reason, ...(ratio.kind === "point" ? unpairedRuns(planned, sides) : [])];
    return { ...row, ratio, verdict: better === "neither" ? "none" : "inconclusive", reasons };
  }
  const { estimate } = ratio;
  if (obstacles.length > 0) return { ...row, ratio: estimate, verdict: "not-comparable", reasons: obstacles };
  const verdict = judge(ratio, margin, better);
  return {
    ...row,
    ratio: estimate,
    verdict,
    reasons: [...missingRuns([candidate, baseline]), ...unpairedRuns(planned, sides)],
    ...(primary ? { beside: secondLooks(metricId, ratio, sides, context) } : {}),
    ...(primary && hasMarginTests(planned) ? { tests: marginTests(planned, metric, ratio) } : {}),
  };
}

function plannedRatio(
  { analysis, confidence, meters }: PlannedComparison,
  candidate: readonly BlockValue[],
  baseline: readonly BlockValue[],
): ReturnType<typeof estimateRatio> {
  return estimateRatio(candidate, baseline, analysis, confidence, meters);
}

/** Runs without a partner in their block are in the means and in the list of runs, and in no pair. */
function unpairedRuns(
  { analysis }: PlannedComparison,
  [candidate, baseline]: readonly [readonly BlockValue[], readonly BlockValue[]],
): readonly Finding[] {
  if (analysis !== "paired") return [];
  const pairs = blockPairs(candidate, baseline).length;
  const unpaired = candidate.length + baseline.length - 2 * pairs;
  return unpaired === 0 ? [] : [warning("runs-unpaired", { unpaired, pairs })];
}

/** What else the runs of a primary metric say: by their ranks, whether they look like runs of one thing, what to plan next time. */
function secondLooks(
  metricId: string,
  ratio: JudgedRatio,
  [candidate, baseline]: readonly [readonly BlockValue[], readonly BlockValue[]],
  { planned, order, noise, ...systems }: RowContext,
): readonly Finding[] {
  const sides = [
    { system: systems.candidate.systemId, runs: orderedValues(candidate) },
    { system: systems.baseline.systemId, runs: orderedValues(baseline) },
  ] as const;
  const [ours, theirs] = sides.map(({ runs }) => runs.map(({ value }) => value)) as [number[], number[]];
  return [
    ...rankFindings(ours, theirs, ratio.estimate),
    ...sides.flatMap(({ system, runs }) => [
      ...dataFindings(system, runs),
      ...noisySession(system, metricId, runs, noise?.get(system) ?? []),
    ]),
    ...outlierFindings(candidate, baseline, ratio, (some, others) => plannedRatio(planned, some, others)),
    ...pairingAdvice(planned, order, blockPairs(candidate, baseline)),
  ];
}

function orderedValues(values: readonly BlockValue[]): readonly OrderedValue[] {
  return values.map(({ repeat, value }) => ({ repeat, value: value.value }));
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
