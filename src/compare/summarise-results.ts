import { metricsFor } from "../metrics/all.js";
import type { DefinitionSet } from "../metrics/definitions/definition-set.js";
import type { SystemSpec } from "../model/system.js";
import type { SystemSummary } from "../model/system-summary.js";
import type { Workload } from "../model/workload.js";
import type { Results } from "../records/results-reader.js";
import { findCaveats } from "./caveats.js";
import { commonBoundary } from "./common-boundary.js";
import { definedWorkloads, definitionStamp, undefinedWorkloads } from "./definition-stamp.js";
import { endpointResults } from "./endpoint-results.js";
import { listRuns } from "./list-runs.js";
import { type Execution, type Selection, selectExecution } from "./select-execution.js";
import { stampsOf } from "./stamps.js";
import { steadinessCaveats, steadinessOfRuns, withSteadiness } from "./steady-runs.js";
import { systemValues } from "./system-values.js";
import { comparedTraining } from "./trained-system.js";
import { comparedSystem, sideOf, viewSide } from "./viewed-side.js";

/** Of intervals that no comparison of the plan gives a confidence. */
const CONFIDENCE = 0.95;

/**
 * What the systems of an execution did that no comparison of its plan names, on every workload.
 *
 * @param definitions another tool's metrics in the place of ours
 * @throws MeasurementError where the results hold no such execution
 */
export function summariseResults(
  results: Results,
  selection: Selection = {},
  definitions?: DefinitionSet,
): readonly SystemSummary[] {
  const execution = selectExecution(results, selection);
  const { systems, comparisons } = execution.plan;
  const workloads = definedWorkloads(execution.plan, definitions);
  const compared = new Set(comparisons.flatMap(({ candidate, baseline }) => [candidate, baseline]));
  return systems
    .filter((system) => !compared.has(system.id))
    .flatMap((system) => workloads.map((workload) => summarise(results, execution, system, workload, definitions)));
}

function summarise(
  results: Results,
  execution: Execution,
  system: SystemSpec,
  workload: Workload,
  definitions: DefinitionSet | undefined,
): SystemSummary {
  const { plan } = execution;
  const list = listRuns(results, execution, workload.id, [system.id]);
  const side = sideOf(plan, list, system.id);
  const boundary = commonBoundary([side]);
  const viewed = viewSide(side, list, boundary);
  const stamps = stampsOf(side.records, workload);
  const steadiness = steadinessOfRuns(side, viewed, plan);
  const training = comparedTraining(workload, [viewed]);
  const endpoints = [endpointResults(side, viewed)].filter((results) => results !== undefined);
  return {
    format: "tokwatt.summary",
    version: 1,
    planHash: plan.hash,
    suiteTitle: plan.suite.title,
    executionId: execution.executionId,
    workload: { id: workload.id, title: workload.title, hash: workload.hash },
    ...(training === undefined ? {} : { training }),
    system: comparedSystem(side, viewed),
    confidence: CONFIDENCE,
    stamps,
    boundary,
    rows: (definitions?.metrics ?? metricsFor(workload.kind)).map((metric) => {
      const { id: metricId, title, group, unit, better, formula } = metric;
      return { metricId, title, group, unit, better, formula, values: systemValues(metric, viewed, CONFIDENCE) };
    }),
    ...definitionStamp(definitions),
    ...(endpoints.length === 0 || definitions !== undefined ? {} : { endpoints }),
    runs: withSteadiness(list.listed, steadiness),
    caveats: findCaveats({
      undefinedWorkloads: undefinedWorkloads(plan, definitions),
      execution,
      workload,
      sides: [side],
      viewed: [viewed],
      listed: list.listed,
      ledgerFindings: results.ledgerFindings,
      stamps,
      endpoints,
      steadiness: steadinessCaveats(system.id, steadiness),
    }),
  };
}
