import { metricsFor } from "../metrics/all.js";
import type { DefinitionSet } from "../metrics/definitions/definition-set.js";
import type { Comparison } from "../model/comparison.js";
import type { PlannedComparison } from "../model/plan.js";
import type { Workload } from "../model/workload.js";
import type { Results } from "../records/results-reader.js";
import { withHolm } from "./adjust-verdicts.js";
import { findCaveats } from "./caveats.js";
import { commonBoundary } from "./common-boundary.js";
import { compareRow } from "./compare-row.js";
import { definedWorkloads, definitionStamp, undefinedWorkloads } from "./definition-stamp.js";
import { findDifferences } from "./differences.js";
import { endpointResults } from "./endpoint-results.js";
import { energyBasis } from "./energy-basis.js";
import { foreignRow } from "./foreign-row.js";
import { listRuns } from "./list-runs.js";
import { type Execution, type Selection, selectExecution } from "./select-execution.js";
import { stampsOf } from "./stamps.js";
import { steadinessCaveats, steadinessObstacles, steadinessOfRuns, withSteadiness } from "./steady-runs.js";
import { comparedTraining } from "./trained-system.js";
import { trainingDifferences } from "./training-differences.js";
import { comparedSystem, sideOf, viewSide } from "./viewed-side.js";

/**
 * Every comparison that the plan of one execution asks for, one for each workload; none where it asks for none. Reads
 * nothing but the records: the plan, its margins and its limits are those that were fixed before the first run.
 *
 * @param definitions another tool's metrics in the place of ours, which then have values and ratios and no verdict, on the kinds
 *   of workloads that they are metrics of
 * @throws MeasurementError where the results hold no such execution
 */
export function compareResults(
  results: Results,
  selection: Selection = {},
  definitions?: DefinitionSet,
): readonly Comparison[] {
  const execution = selectExecution(results, selection);
  const { comparisons } = execution.plan;
  const workloads = definedWorkloads(execution.plan, definitions);
  return comparisons.flatMap((planned) =>
    workloads.map((workload) => compareOn(results, execution, planned, workload, definitions)),
  );
}

function compareOn(
  results: Results,
  execution: Execution,
  planned: PlannedComparison,
  workload: Workload,
  definitions: DefinitionSet | undefined,
): Comparison {
  const { plan } = execution;
  const list = listRuns(results, execution, workload.id, [planned.candidate, planned.baseline]);
  const [candidate, baseline] = [sideOf(plan, list, planned.candidate), sideOf(plan, list, planned.baseline)];
  const boundary = commonBoundary([candidate, baseline]);
  const viewed = { candidate: viewSide(candidate, list, boundary), baseline: viewSide(baseline, list, boundary) };
  const steadiness = {
    candidate: steadinessOfRuns(candidate, viewed.candidate, plan),
    baseline: steadinessOfRuns(baseline, viewed.baseline, plan),
  };
  const training = comparedTraining(workload, [viewed.candidate, viewed.baseline]);
  const differences = [
    ...(workload.kind === "inference"
      ? findDifferences(candidate, baseline, workload, plan.limits.errorRate)
      : trainingDifferences(
          { side: candidate, viewed: viewed.candidate },
          { side: baseline, viewed: viewed.baseline },
          training?.losses,
        )),
    ...steadinessObstacles(planned.candidate, steadiness.candidate),
    ...steadinessObstacles(planned.baseline, steadiness.baseline),
  ];
  const context = {
    planned,
    ...viewed,
    boundary,
    blocking: differences.filter((difference) => difference.severity === "error"),
    unitsDiffer: differences.find((difference) => difference.code === "unit-differs"),
    repeatOf: new Map(list.listed.map((run) => [run.runId, run.repeat])),
  };
  const stamps = stampsOf([...list.used.values()], workload);
  const endpoints = [endpointResults(candidate, viewed.candidate), endpointResults(baseline, viewed.baseline)].filter(
    (results) => results !== undefined,
  );
  return {
    format: "tokwatt.comparison",
    version: 1,
    planHash: plan.hash,
    suiteTitle: plan.suite.title,
    executionId: execution.executionId,
    workload: { id: workload.id, title: workload.title, hash: workload.hash },
    ...(training === undefined ? {} : { training }),
    candidate: comparedSystem(candidate, viewed.candidate),
    baseline: comparedSystem(baseline, viewed.baseline),
    analysis: planned.analysis,
    confidence: planned.confidence,
    stamps,
    boundary,
    energyBasis: energyBasis(viewed.candidate, viewed.baseline, boundary),
    differences,
    rows:
      definitions === undefined
        ? withHolm(
            metricsFor(workload.kind).map((metric) => compareRow(metric, context)),
            planned.confidence,
          )
        : definitions.metrics.map((metric) => foreignRow(metric, context)),
    ...definitionStamp(definitions),
    ...(endpoints.length === 0 || definitions !== undefined ? {} : { endpoints }),
    runs: withSteadiness(list.listed, new Map([...steadiness.candidate, ...steadiness.baseline])),
    caveats: findCaveats({
      undefinedWorkloads: undefinedWorkloads(plan, definitions),
      execution,
      workload,
      sides: [candidate, baseline],
      viewed: [viewed.candidate, viewed.baseline],
      listed: list.listed,
      ledgerFindings: results.ledgerFindings,
      stamps,
      endpoints,
      steadiness: [
        ...steadinessCaveats(planned.candidate, steadiness.candidate),
        ...steadinessCaveats(planned.baseline, steadiness.baseline),
      ],
    }),
  };
}
