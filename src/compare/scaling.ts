import type { MetricDefinition } from "../contract/metric.js";
import { METRICS } from "../metrics/all.js";
import type { SystemValues } from "../model/comparison.js";
import { absent, type PointOnly } from "../model/estimate.js";
import { note } from "../model/finding.js";
import type { ScalingCurve, ScalingPoint, SystemScaling } from "../model/scaling.js";
import type { NodeRung, TrainingWorkload } from "../model/training-workload.js";
import type { Results } from "../records/results-reader.js";
import { commonBoundary } from "./common-boundary.js";
import { listRuns, type RunList } from "./list-runs.js";
import { type BlockValue, estimateRatio } from "./ratio.js";
import { type Execution, type Selection, selectExecution } from "./select-execution.js";
import { stampsOf } from "./stamps.js";
import { steadinessCaveats, steadinessOfRuns } from "./steady-runs.js";
import { systemValues } from "./system-values.js";
import { factsOf } from "./trained-runs.js";
import { comparedSystem, type Side, sideOf, viewSide } from "./viewed-side.js";

/** What efficiency is of. */
export const SCALED_METRIC = "training-tokens-per-second";

/** Metrics that a point is shown with, in their order. */
export const SCALING_METRICS: readonly string[] = [SCALED_METRIC, "step-time.mean", "training-tokens-per-joule"];

/** Of intervals of a point, which no comparison of the plan gives a confidence. */
const CONFIDENCE = 0.95;

/**
 * For every ladder of node counts of the plan what each system did on its rungs, and how much of the ideal speed is left there;
 * empty where there is no such ladder.
 *
 * @throws MeasurementError where the results hold no such execution
 */
export function findScaling(results: Results, selection: Selection = {}): readonly ScalingCurve[] {
  const execution = selectExecution(results, selection);
  const ladders = new Map(rungsOf(execution).map(({ rung }) => [rung.ladder, rung]));
  return [...ladders.values()].map((ladder) => curveOf(results, execution, ladder));
}

interface Rung {
  readonly workload: TrainingWorkload;
  readonly rung: NodeRung;
}

function rungsOf({ plan }: Execution): readonly Rung[] {
  return plan.workloads.flatMap((workload) =>
    workload.kind === "training" && workload.rung !== undefined ? [{ workload, rung: workload.rung }] : [],
  );
}

/** The runs of one system on one rung. */
interface Cell extends Rung {
  readonly list: RunList;
  readonly side: Side;
}

function curveOf(results: Results, execution: Execution, { ladder, of, scaling }: NodeRung): ScalingCurve {
  const { plan, executionId } = execution;
  const rungs = rungsOf(execution)
    .filter(({ rung }) => rung.ladder === ladder)
    .toSorted((a, b) => a.rung.value - b.rung.value);
  const rows = plan.systems.flatMap((system) => {
    const cells = rungs.map((rung): Cell => {
      const list = listRuns(results, execution, rung.workload.id, [system.id]);
      return { ...rung, list, side: sideOf(plan, list, system.id) };
    });
    return cells.some(({ list }) => list.listed.length > 0) ? [{ system, cells }] : [];
  });
  const cells = rows.flatMap((row) => row.cells);
  // One boundary for all points, so that no two energies of the page are of different kinds.
  const boundary = commonBoundary(cells.map(({ side }) => side).filter(({ records }) => records.length > 0));
  const stamps = cells.flatMap(({ side, workload }) => stampsOf(side.records, workload));
  const metrics = SCALING_METRICS.flatMap((id) => METRICS.find((metric) => metric.id === id) ?? []);
  return {
    format: "tokwatt.scaling",
    version: 1,
    planHash: plan.hash,
    suiteTitle: plan.suite.title,
    executionId,
    confidence: CONFIDENCE,
    stamps: [...new Map(stamps.map((stamp) => [JSON.stringify(stamp), stamp])).values()],
    ladder: { ladder, of, scaling },
    boundary,
    metrics: metrics.map(({ id: metricId, title, group, unit, better, formula }) => {
      return { metricId, title, group, unit, better, formula };
    }),
    systems: rows.map(({ system, cells: own }): SystemScaling => {
      const points = own.map((cell) => pointOf(cell, metrics, boundary, execution));
      const side = { system, records: own.flatMap((cell) => cell.side.records) };
      return { system: comparedSystem(side), points: withEfficiency(points) };
    }),
  };
}

function pointOf(
  { workload, rung, list, side }: Cell,
  metrics: readonly MetricDefinition[],
  boundary: ScalingCurve["boundary"],
  { plan }: Execution,
): ScalingPoint {
  const system = side.system.id;
  const viewed = viewSide(side, list, boundary);
  const { id, title, hash, globalBatch } = workload;
  const steadiness = steadinessCaveats(system, steadinessOfRuns(side, viewed, plan));
  return {
    nodes: rung.value,
    workload: { id, title, hash, globalBatch },
    units: factsOf(side)[0]?.units,
    values: metrics.map((metric) => systemValues(metric, viewed, CONFIDENCE)),
    runs: side.records.length,
    efficiency: absent(note("scaling-without-base")),
    // That nobody can tell is said where the runs are listed.
    findings: steadiness.filter(({ severity }) => severity !== "note"),
  };
}

/** Against the smallest number of nodes that has a value: where that one failed, the next one is what there is. */
function withEfficiency(points: readonly ScalingPoint[]): readonly ScalingPoint[] {
  const base = points.find((point) => speedPerNode(point).length > 0);
  if (base === undefined) return points;
  return points.map((point) => ({ ...point, efficiency: efficiencyOf(point, base) }));
}

function efficiencyOf(point: ScalingPoint, base: ScalingPoint): ScalingPoint["efficiency"] {
  if (point === base) return baseEfficiency(base);
  const ratio = estimateRatio(speedPerNode(point), speedPerNode(base), "welch", CONFIDENCE);
  return ratio.kind === "judged" ? ratio.estimate : ratio;
}

function baseEfficiency({ nodes, runs }: ScalingPoint): PointOnly {
  return { kind: "point", point: 1, n: runs, reason: note("scaling-base", { nodes }) };
}

function speedPerNode({ values, nodes }: ScalingPoint): readonly BlockValue[] {
  const speeds: SystemValues | undefined = values[SCALING_METRICS.indexOf(SCALED_METRIC)];
  return (speeds?.runs ?? []).flatMap(({ value }, repeat) =>
    value.kind === "value" ? [{ repeat, value: { ...value, value: value.value / nodes } }] : [],
  );
}
