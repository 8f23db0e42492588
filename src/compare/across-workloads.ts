import type { AcrossWorkloads, WeightedWorkload } from "../model/across-workloads.js";
import type { Comparison, ComparisonRow, RatioEstimate, Stamp } from "../model/comparison.js";
import { absent, type SystematicBound } from "../model/estimate.js";
import { type Finding, note, warning } from "../model/finding.js";
import type { Plan, PlannedComparison } from "../model/plan.js";
import { type GeometricMeanRatio, geometricMeanRatio } from "../statistics/geometric-mean-ratio.js";
import { studentTTwoSidedP } from "../statistics/student-t.js";
import { holmAdjusted, isTested } from "./adjust-verdicts.js";
import { logErrorOf } from "./log-error.js";
import { judgedRatio } from "./ratio.js";
import { decisionAdvice, runsBehind } from "./runs-to-decide.js";
import { boundKey } from "./shared-meters.js";
import { judge } from "./verdict.js";

/** The comparisons that one entry of a plan became: one for each workload. */
export interface ComparedWorkloads {
  readonly planned: PlannedComparison;
  readonly comparisons: readonly Comparison[];
}

/**
 * For each primary metric of each comparison the weighted geometric mean of its ratios over the workloads (reference: statistics
 * Q10); nothing where fewer than two workloads have the metric.
 *
 * The rungs of a ladder are one workload at several loads, and no mix of work that anybody does: they are left out with that
 * reason, unless the suite gives them a weight by name.
 */
export function acrossWorkloads(plan: Plan, compared: readonly ComparedWorkloads[]): readonly AcrossWorkloads[] {
  const means = compared.flatMap((one, index) =>
    one.planned.primaryMetrics.flatMap((metricId) => {
      const mean = meanOf(plan, one, metricId);
      return mean === undefined ? [] : [{ ...mean, planned: one.planned, family: familyOf(one.planned, index) }];
    }),
  );
  const adjusted = new Map<AcrossWorkloads, AcrossWorkloads>();
  for (const family of new Set(means.map((one) => one.family))) {
    const tested = means.filter((one) => one.family === family && isTested(one.mean));
    const [first] = tested;
    if (first === undefined) continue;
    const comparisons = new Set(tested.map(({ planned }) => planned)).size;
    const verdicts = holmAdjusted(
      tested.map(({ mean }) => mean),
      first.planned.confidence,
      comparisons,
    );
    for (const [index, { mean, runs }] of tested.entries()) {
      adjusted.set(mean, withMeanAdvice(verdicts[index] ?? mean, runs, tested.length));
    }
  }
  return means.map(({ mean }) => adjusted.get(mean) ?? mean);
}

/** An inconclusive mean with what would decide it, if every workload had so many runs. */
function withMeanAdvice(mean: AcrossWorkloads, runs: number, tests: number): AcrossWorkloads {
  if (mean.verdict !== "inconclusive" || mean.ratio.kind !== "ratio") return mean;
  const advice = decisionAdvice(mean.ratio, { margin: mean.margin, runs, tests });
  if (advice === undefined) return mean;
  const onWorkloads = advice.code === "runs-to-decide" ? note("runs-to-decide-mean", advice.data) : advice;
  return { ...mean, reasons: [...mean.reasons, onWorkloads] };
}

/** Comparisons of one family are adjusted together; one without a family stands alone. */
export function familyOf({ family }: PlannedComparison, index: number): string {
  return family === undefined ? `alone ${index}` : `family ${family}`;
}

/** A mean with the fewest runs a side that any of its workloads has. */
interface MeanOfRuns {
  readonly mean: AcrossWorkloads;
  readonly runs: number;
}

/** One workload's row of the metric. */
interface WorkloadRow {
  readonly comparison: Comparison;
  readonly row: ComparisonRow;
  readonly weight: number;
  /** Why it cannot be part of the mean. */
  readonly missing?: Finding | undefined;
}

function meanOf(plan: Plan, { planned, comparisons }: ComparedWorkloads, metricId: string): MeanOfRuns | undefined {
  const rows = comparisons.flatMap((comparison): readonly WorkloadRow[] => {
    const row = comparison.rows.find((one) => one.metricId === metricId);
    if (row === undefined) return [];
    const { id } = comparison.workload;
    return [{ comparison, row, weight: planned.weights?.[id] ?? 1, missing: whyMissing(plan, planned, id, row) }];
  });
  const [first] = rows;
  const independent = rows.filter(({ missing }) => missing?.code !== "rung-not-in-mean");
  if (first === undefined || independent.length < 2) return undefined;
  const { title, better } = first.row;
  const margin = planned.margins.metrics[metricId] ?? planned.margins.default;
  const used = rows.flatMap((one) =>
    one.missing === undefined && one.row.ratio.kind === "ratio" ? [{ ...one, ratio: one.row.ratio }] : [],
  );
  const base = {
    candidate: planned.candidate,
    baseline: planned.baseline,
    metricId,
    title,
    better,
    margin,
    workloads: used.map(({ comparison, weight, ratio }): WeightedWorkload => {
      const { id: workloadId, title } = comparison.workload;
      return { workloadId, title, weight, ratio: ratio.ratio };
    }),
    missing: rows.flatMap(({ comparison, missing }) =>
      missing === undefined ? [] : [{ workloadId: comparison.workload.id, reason: missing }],
    ),
    stamps: distinctStamps(used.map(({ comparison }) => comparison)),
  };
  if (used.length < 2) {
    const reason = warning("mean-of-one-workload", { workloads: used.length });
    const verdict = better === "neither" ? "none" : "inconclusive";
    return { mean: { ...base, ratio: absent(reason), verdict, reasons: [reason] }, runs: 0 };
  }
  const { confidence } = planned;
  const parts = used.map(({ ratio, weight }) => ({ ...logErrorOf(ratio), weight }));
  const mean = geometricMeanRatio(parts, confidence);
  const judged = judgedRatio(
    { ...mean, p: pOf(mean), method: "geometric-mean" },
    confidence,
    meanBounds(used.map(({ ratio, weight }) => ({ systematic: ratio.systematic, weight }))),
  );
  const reasons = mixedBoundaries(used);
  const verdict = judge(judged, margin, better);
  const runs = Math.min(...used.map(({ ratio, row }) => runsBehind(ratio, [row.candidate, row.baseline])));
  return { mean: { ...base, ratio: judged.estimate, verdict, reasons }, runs };
}

/** Each ratio is of one boundary on both sides; that they are not of the same one on all workloads must be known of their mean. */
function mixedBoundaries(rows: readonly WorkloadRow[]): readonly Finding[] {
  const energies = rows.filter(({ row }) => row.group === "energy");
  const boundaries = new Set(
    energies.flatMap(({ comparison: { boundary } }) => (typeof boundary === "string" ? boundary : [])),
  );
  return boundaries.size < 2 ? [] : [warning("mean-of-boundaries", { boundaries: [...boundaries].join(", ") })];
}

function whyMissing(
  { workloads }: Plan,
  { weights }: PlannedComparison,
  workloadId: string,
  { ratio, verdict, reasons }: ComparisonRow,
): Finding | undefined {
  const workload = workloads.find(({ id }) => id === workloadId);
  const rung = workload?.rung;
  if (rung !== undefined && weights?.[workloadId] === undefined)
    return note("rung-not-in-mean", { ladder: rung.ladder });
  if (verdict === "not-comparable") return reasons[0] ?? warning("workload-not-comparable");
  return ratio.kind === "ratio" ? undefined : ratio.reason;
}

function pOf({ ratio, standardErrorLog, df }: GeometricMeanRatio): number {
  return studentTTwoSidedP(Math.log(ratio) / standardErrorLog, df);
}

interface WeightedBounds {
  readonly systematic: RatioEstimate["systematic"];
  readonly weight: number;
}

/**
 * Bounds of the mean: the weighted means of their logarithms. The same meters read all workloads and err the same way in each, so
 * that bounds do not shrink as noise does; where a workload lacks one it adds nothing.
 */
function meanBounds(of: readonly WeightedBounds[]): RatioEstimate["systematic"] {
  const whole = of.reduce((sum, { weight }) => sum + weight, 0);
  const side = (which: "candidate" | "baseline"): readonly SystematicBound[] => {
    const mean = new Map<string, SystematicBound>();
    for (const { systematic, weight } of of) {
      for (const bound of systematic[which]) {
        const { factorLow, factorHigh } = mean.get(boundKey(bound)) ?? { factorLow: 1, factorHigh: 1 };
        mean.set(boundKey(bound), {
          ...bound,
          factorLow: factorLow * bound.factorLow ** (weight / whole),
          factorHigh: factorHigh * bound.factorHigh ** (weight / whole),
        });
      }
    }
    return [...mean.values()];
  };
  return { candidate: side("candidate"), baseline: side("baseline") };
}

function distinctStamps(comparisons: readonly Comparison[]): readonly Stamp[] {
  const stamps = comparisons.flatMap((comparison) => comparison.stamps);
  return [...new Map(stamps.map((stamp) => [JSON.stringify(stamp), stamp])).values()];
}
