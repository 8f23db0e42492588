import { METRICS } from "../metrics/all.js";
import { buildRunView } from "../metrics/run-view.js";
import type { Boundary } from "../model/boundary.js";
import type { ComparedSystem, Comparison } from "../model/comparison.js";
import { MeasurementError } from "../model/errors.js";
import { failure } from "../model/finding.js";
import type { PlannedComparison } from "../model/plan.js";
import type { SystemSpec } from "../model/system.js";
import type { Workload } from "../model/workload.js";
import type { Results } from "../records/results-reader.js";
import { findCaveats } from "./caveats.js";
import { commonBoundary, type Side } from "./common-boundary.js";
import { compareRow, type ViewedSide } from "./compare-row.js";
import { findDifferences } from "./differences.js";
import { listRuns } from "./list-runs.js";
import { type Execution, type Selection, selectExecution } from "./select-execution.js";
import { stampsOf } from "./stamps.js";

/**
 * Every comparison that the plan of one execution asks for, one for each workload. Reads nothing but the records: the
 * plan, its margins and its limits are those that were fixed before the first run.
 *
 * @throws MeasurementError where the results hold no such execution, or its plan asks for no comparison
 */
export function compareResults(results: Results, selection: Selection = {}): readonly Comparison[] {
  const execution = selectExecution(results, selection);
  const { plan } = execution;
  const comparisons = plan.comparisons.flatMap((planned) =>
    plan.workloads.map((workload) => compareOn(results, execution, planned, workload)),
  );
  if (comparisons.length === 0) throw new MeasurementError(failure("no-comparison-planned", { suite: plan.suite.id }));
  return comparisons;
}

function compareOn(results: Results, execution: Execution, planned: PlannedComparison, workload: Workload): Comparison {
  const { plan } = execution;
  const list = listRuns(results, execution, workload.id, [planned.candidate, planned.baseline]);
  const sideOf = (systemId: string): Side => ({
    system: systemOf(plan.systems, systemId),
    records: [...list.used.values()].filter((record) => record.manifest.trial.systemId === systemId),
  });
  const [candidate, baseline] = [sideOf(planned.candidate), sideOf(planned.baseline)];
  const boundary = commonBoundary(candidate, baseline);
  const differences = findDifferences(candidate, baseline, workload, plan.limits.errorRate);
  const context = {
    planned,
    candidate: viewSide(candidate, list, typeof boundary === "string" ? boundary : undefined),
    baseline: viewSide(baseline, list, typeof boundary === "string" ? boundary : undefined),
    boundary,
    blocking: differences.filter((difference) => difference.severity === "error"),
    unitsDiffer: differences.find((difference) => difference.code === "unit-differs"),
    repeatOf: new Map(list.listed.map((run) => [run.runId, run.repeat])),
  };
  const stamps = stampsOf([...list.used.values()], workload);
  return {
    format: "tokwatt.comparison",
    version: 1,
    planHash: plan.hash,
    suiteTitle: plan.suite.title,
    executionId: execution.executionId,
    workload: { id: workload.id, title: workload.title, hash: workload.hash },
    candidate: comparedSystem(candidate),
    baseline: comparedSystem(baseline),
    analysis: planned.analysis,
    confidence: planned.confidence,
    stamps,
    boundary,
    differences,
    rows: METRICS.map((metric) => compareRow(metric, context)),
    runs: list.listed,
    caveats: findCaveats(
      execution,
      planned,
      workload,
      [candidate, baseline],
      list.listed,
      results.ledgerFindings,
      stamps,
    ),
  };
}

function viewSide(side: Side, list: ReturnType<typeof listRuns>, boundary: Boundary | undefined): ViewedSide {
  const ids = new Set(side.records.map((record) => record.manifest.runId));
  return {
    systemId: side.system.id,
    views: new Map(side.records.map((record) => [record.manifest.runId, buildRunView(record, boundary)])),
    degraded: list.listed.some((run) => ids.has(run.runId) && run.validity === "degraded"),
  };
}

function comparedSystem({ system, records }: Side): ComparedSystem {
  const { id, title, accelerators, adapter } = system;
  const stamp = records[0]?.manifest.adapter ?? { name: adapter, version: "", provenance: "measured" };
  return { systemId: id, title, accelerators, adapter: stamp };
}

/** The plan's own consistency was checked when it was made; a record that breaks it was changed by hand. */
function systemOf(systems: readonly SystemSpec[], systemId: string): SystemSpec {
  const system = systems.find((candidate) => candidate.id === systemId);
  if (system === undefined) throw new MeasurementError(failure("plan-inconsistent", { system: systemId }));
  return system;
}
