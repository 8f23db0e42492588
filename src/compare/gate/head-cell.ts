import type { MetricDefinition } from "../../contract/metric.js";
import type { ComparisonRow, Stamp } from "../../model/comparison.js";
import type { Finding } from "../../model/finding.js";
import type { SystemSpec } from "../../model/system.js";
import type { Workload } from "../../model/workload.js";
import type { Results } from "../../records/results-reader.js";
import { findCaveats } from "../caveats.js";
import { commonBoundary } from "../common-boundary.js";
import { compareRow } from "../compare-row.js";
import { findDifferences } from "../differences.js";
import { endpointResults } from "../endpoint-results.js";
import { listRuns } from "../list-runs.js";
import type { Execution } from "../select-execution.js";
import { stampsOf } from "../stamps.js";
import { steadinessCaveats, steadinessObstacles, steadinessOfRuns } from "../steady-runs.js";
import { sideOf, viewSide } from "../viewed-side.js";

/** One system on one workload, held against nothing that was run beside it. */
export interface HeadCell {
  readonly system: SystemSpec;
  readonly workload: Workload;
  readonly stamps: readonly Stamp[];
  readonly caveats: readonly Finding[];
  /** The metric's values over the used runs, and why they must not be judged. */
  row(metric: MetricDefinition): HeadRow;
}

export interface HeadRow {
  readonly values: ComparisonRow["candidate"];
  /** Empty where the values may be judged. */
  readonly obstacles: readonly Finding[];
}

/** Both have to be stated where a row is made; only values and obstacles are taken from it. */
const UNUSED = { analysis: "welch", confidence: 0.95, margins: { default: 0.02, metrics: {} } } as const;

/**
 * A head that is not compared with a base goes through the very checks that a comparison makes, as a comparison with itself:
 * runs that were not steady, failed requests, busy clients, meters of unknown accuracy.
 */
export function headCell(results: Results, execution: Execution, system: SystemSpec, workload: Workload): HeadCell {
  const { plan } = execution;
  const list = listRuns(results, execution, workload.id, [system.id]);
  const side = sideOf(plan, list, system.id);
  const boundary = commonBoundary([side]);
  const viewed = viewSide(side, list, boundary);
  const steadiness = steadinessOfRuns(side, viewed, plan);
  const stamps = stampsOf(side.records, workload);
  const endpoint = endpointResults(side, viewed);
  const failures = workload.kind === "inference" ? findDifferences(side, side, workload, plan.limits.errorRate) : [];
  const context = {
    planned: { ...UNUSED, candidate: system.id, baseline: system.id, primaryMetrics: [] },
    candidate: viewed,
    baseline: viewed,
    boundary,
    blocking: [
      ...failures.filter(({ severity }) => severity === "error"),
      ...steadinessObstacles(system.id, steadiness),
    ],
    repeatOf: new Map(list.listed.map(({ runId, repeat }) => [runId, repeat])),
    order: plan.order,
  };
  return {
    system,
    workload,
    stamps,
    caveats: findCaveats({
      undefinedWorkloads: [],
      execution,
      workload,
      sides: [side],
      viewed: [viewed],
      listed: list.listed,
      ledgerFindings: results.ledgerFindings,
      stamps,
      endpoints: endpoint === undefined ? [] : [endpoint],
      steadiness: steadinessCaveats(system.id, steadiness),
    }),
    row: (metric) => {
      const { candidate, verdict, reasons } = compareRow(metric, context);
      return { values: candidate, obstacles: verdict === "not-comparable" ? reasons : [] };
    },
  };
}
