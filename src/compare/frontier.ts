import type { MetricDefinition } from "../contract/metric.js";
import { METRICS } from "../metrics/all.js";
import type { SystemValues } from "../model/comparison.js";
import { type Finding, warning } from "../model/finding.js";
import type { Frontier, FrontierMetric, FrontierPoint, SystemFrontier } from "../model/frontier.js";
import type { InferenceWorkload, LadderRung } from "../model/workload.js";
import type { Results } from "../records/results-reader.js";
import { paretoOptimal } from "../statistics/pareto.js";
import { commonBoundary } from "./common-boundary.js";
import { equalInteractivity } from "./equal-interactivity.js";
import { FRONTIER_METRICS, INTERACTIVITY, meanAt, THROUGHPUT, valuesAt } from "./frontier-point.js";
import { listRuns, type RunList } from "./list-runs.js";
import { type Execution, type Selection, selectExecution } from "./select-execution.js";
import { stampsOf } from "./stamps.js";
import { steadinessCaveats, steadinessOfRuns } from "./steady-runs.js";
import { systemValues } from "./system-values.js";
import { comparedSystem, type Side, sideOf, viewSide } from "./viewed-side.js";

/** Of intervals of a point, which no comparison of the plan gives a confidence. */
const CONFIDENCE = 0.95;

/**
 * For every ladder of the plan what each system did on its rungs, and which of them are on the frontier of throughput and
 * interactivity; empty where no ladder was run.
 *
 * @throws MeasurementError where the results hold no such execution
 */
export function findFrontiers(results: Results, selection: Selection = {}): readonly Frontier[] {
  const execution = selectExecution(results, selection);
  const ladders = new Map<string, Pick<LadderRung, "ladder" | "of">>();
  for (const { rung } of inferenceOf(execution)) if (rung !== undefined) ladders.set(rung.ladder, rung);
  return [...ladders.values()].map((ladder) => frontierOf(results, execution, ladder));
}

/** Rungs of node counts make scaling curves, see `scaling.ts`. */
function inferenceOf({ plan }: Execution): readonly InferenceWorkload[] {
  return plan.workloads.filter((workload) => workload.kind === "inference");
}

/** The runs of one system on one rung. */
interface Cell {
  readonly workload: InferenceWorkload;
  readonly rung: number;
  readonly list: RunList;
  readonly side: Side;
}

function frontierOf(results: Results, execution: Execution, ladder: Pick<LadderRung, "ladder" | "of">): Frontier {
  const { plan, executionId } = execution;
  const rows = plan.systems.map((system) => ({ system, cells: cellsOf(results, execution, ladder.ladder, system.id) }));
  const cells = rows.flatMap((row) => row.cells);
  // One boundary for all points, so that no two energies of the page are of different kinds.
  const boundary = commonBoundary(cells.map(({ side }) => side).filter(({ records }) => records.length > 0));
  const stamps = cells.flatMap(({ side, workload }) => stampsOf(side.records, workload));
  const metrics = FRONTIER_METRICS.flatMap((id) => METRICS.find((metric) => metric.id === id) ?? []);
  const systems = rows.map((row): SystemFrontier => {
    const points = withFrontier(row.cells.map((cell) => pointOf(cell, metrics, boundary, execution)));
    const side = { system: row.system, records: row.cells.flatMap((cell) => cell.side.records) };
    return { system: comparedSystem(side), points, findings: shapeFindings(row.system.id, points) };
  });
  return {
    format: "tokwatt.frontier",
    version: 1,
    planHash: plan.hash,
    suiteTitle: plan.suite.title,
    executionId,
    confidence: CONFIDENCE,
    stamps: [...new Map(stamps.map((stamp) => [JSON.stringify(stamp), stamp])).values()],
    ladder: { ladder: ladder.ladder, of: ladder.of },
    boundary,
    metrics: metrics.map(frontierMetric),
    systems,
    equalInteractivity: equalInteractivity(systems, CONFIDENCE),
  };
}

function cellsOf(results: Results, execution: Execution, ladder: string, systemId: string): readonly Cell[] {
  const { plan } = execution;
  return inferenceOf(execution)
    .flatMap((workload) => (workload.rung?.ladder === ladder ? [{ workload, rung: workload.rung.value }] : []))
    .toSorted((a, b) => a.rung - b.rung)
    .map(({ workload, rung }) => {
      const list = listRuns(results, execution, workload.id, [systemId]);
      return { workload, rung, list, side: sideOf(plan, list, systemId) };
    });
}

function pointOf(
  { workload, rung, list, side }: Cell,
  metrics: readonly MetricDefinition[],
  boundary: Frontier["boundary"],
  { plan }: Execution,
): FrontierPoint {
  const system = side.system.id;
  const viewed = viewSide(side, list, boundary);
  return {
    rung,
    workload: { id: workload.id, title: workload.title, hash: workload.hash },
    values: metrics.map((metric) => systemValues(metric, viewed, CONFIDENCE)),
    runs: side.records.length,
    onFrontier: false,
    findings: [
      // That nobody can tell is said where the runs are listed.
      ...steadinessCaveats(system, steadinessOfRuns(side, viewed, plan)).filter(({ severity }) => severity !== "note"),
      ...(viewed.degraded ? [warning("client-degraded", { system })] : []),
    ],
  };
}

function frontierMetric({ id, title, group, unit, better, formula }: MetricDefinition): FrontierMetric {
  return { metricId: id, title, group, unit, better, formula };
}

function withFrontier(points: readonly FrontierPoint[]): readonly FrontierPoint[] {
  const placed = points.flatMap((point) => {
    const [x, y] = [meanAt(point, INTERACTIVITY), meanAt(point, THROUGHPUT)];
    return x === undefined || y === undefined ? [] : [{ point, x, y }];
  });
  const optimal = paretoOptimal(placed);
  const best = new Set(placed.filter((_, index) => optimal[index]).map(({ point }) => point));
  return points.map((point) => ({ ...point, onFrontier: best.has(point) }));
}

/** More load should give more throughput and less interactivity; where it surely does not, a reader wants to know why. */
function shapeFindings(system: string, points: readonly FrontierPoint[]): readonly Finding[] {
  return points.slice(1).flatMap((point, index) => {
    const before = points[index];
    if (before === undefined) return [];
    const data = { system, from: before.rung, to: point.rung };
    const falls = isSurelyBelow(valuesAt(point, THROUGHPUT), valuesAt(before, THROUGHPUT));
    const rises = isSurelyBelow(valuesAt(before, INTERACTIVITY), valuesAt(point, INTERACTIVITY));
    return [
      ...(falls ? [warning("ladder-throughput-falls", data)] : []),
      ...(rises ? [warning("ladder-interactivity-rises", data)] : []),
    ];
  });
}

/** By intervals that do not touch. */
function isSurelyBelow(low: SystemValues | undefined, high: SystemValues | undefined): boolean {
  if (low?.summary.kind !== "estimate" || high?.summary.kind !== "estimate") return false;
  return low.summary.high < high.summary.low;
}
