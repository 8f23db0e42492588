import { metricsFor } from "../metrics/all.js";
import type { DefinitionSet } from "../metrics/definitions/definition-set.js";
import type { Comparison } from "../model/comparison.js";
import type { NoiseEntry } from "../model/noise.js";
import type { PlannedComparison } from "../model/plan.js";
import type { Workload } from "../model/workload.js";
import type { Results } from "../records/results-reader.js";
import { type ComparedWorkloads, familyOf } from "./across-workloads.js";
import { withHolm } from "./adjust-verdicts.js";
import { findCaveats } from "./caveats.js";
import { commonBoundary } from "./common-boundary.js";
import { compareRow } from "./compare-row.js";
import { definedWorkloads, definitionStamp, undefinedWorkloads } from "./definition-stamp.js";
import { findDifferences } from "./differences.js";
import { endpointResults } from "./endpoint-results.js";
import { energyBasis } from "./energy-basis.js";
import { foreignRow } from "./foreign-row.js";
import { knownNoise } from "./known-noise.js";
import { listRuns } from "./list-runs.js";
import { withFamilyAdvice } from "./runs-to-decide.js";
import { type Execution, type Selection, selectExecution } from "./select-execution.js";
import { stampsOf } from "./stamps.js";
import { steadinessCaveats, steadinessObstacles, steadinessOfRuns, withSteadiness } from "./steady-runs.js";
import { withStopCaveat } from "./stopped-on-precision.js";
import { comparedTraining } from "./trained-system.js";
import { trainingDifferences } from "./training-differences.js";
import { comparedSystem, sideOf, viewSide } from "./viewed-side.js";

/**
 * Every comparison that the plan of one execution asks for, one for each workload; none where it asks for none. Reads
 * nothing but the records: the plan, its margins and its limits are those that were fixed before the first run.
 *
 * @param definitions another tool's metrics in the place of ours, which then have values and ratios and no verdict, on the kinds
 *   of workloads that they are metrics of
 * @param noise what was measured of the noise of these systems before; the checks that rest on it are left out without
 * @throws MeasurementError where the results hold no such execution
 */
export function compareResults(
  results: Results,
  selection: Selection = {},
  definitions?: DefinitionSet,
  noise?: readonly NoiseEntry[],
): readonly Comparison[] {
  const execution = selectExecution(results, selection);
  return compareWorkloads(results, execution, definitions, noise).flatMap(({ comparisons }) => comparisons);
}

/** The same by the entries of the plan, for what is said about several workloads. */
export function compareWorkloads(
  results: Results,
  execution: Execution,
  definitions?: DefinitionSet,
  noise?: readonly NoiseEntry[],
): readonly ComparedWorkloads[] {
  const workloads = definedWorkloads(execution.plan, definitions);
  const compared = execution.plan.comparisons.map((planned) => ({
    planned,
    comparisons: workloads.map((workload) => compareOn({ results, execution, definitions, noise }, planned, workload)),
  }));
  if (definitions !== undefined) return compared;
  return changedByWorkload(adjustedByFamily(compared), (comparisons) =>
    withStopCaveat(comparisons, execution, comparisons[0]?.workload.id ?? "", comparisons),
  );
}

/** Holm over the primary metrics of all comparisons of one family on one workload. */
function adjustedByFamily(compared: readonly ComparedWorkloads[]): readonly ComparedWorkloads[] {
  const families = compared.map(({ planned }, index) => familyOf(planned, index));
  return changedByWorkload(compared, (comparisons) => {
    const adjusted = new Map<Comparison, Comparison>();
    for (const family of new Set(families)) {
      const own = comparisons.filter((_, index) => families[index] === family);
      const rows = withFamilyAdvice(
        withHolm(
          own.map((comparison) => comparison.rows),
          own[0]?.confidence ?? 1,
        ),
      );
      for (const [index, comparison] of own.entries()) {
        adjusted.set(comparison, { ...comparison, rows: rows[index] ?? comparison.rows });
      }
    }
    return comparisons.map((comparison) => adjusted.get(comparison) ?? comparison);
  });
}

/** Changes what stands in each workload, given the comparisons of all entries of the plan on it. */
function changedByWorkload(
  compared: readonly ComparedWorkloads[],
  change: (comparisons: readonly Comparison[]) => readonly Comparison[],
): readonly ComparedWorkloads[] {
  const workloads = compared[0]?.comparisons.length ?? 0;
  const changed = Array.from({ length: workloads }, (_, place) =>
    change(compared.flatMap(({ comparisons }) => comparisons[place] ?? [])),
  );
  return compared.map(({ planned }, entry) => ({
    planned,
    comparisons: changed.flatMap((comparisons) => comparisons[entry] ?? []),
  }));
}

/** What all comparisons of an execution are made from. */
interface ComparisonInput {
  readonly results: Results;
  readonly execution: Execution;
  readonly definitions: DefinitionSet | undefined;
  readonly noise: readonly NoiseEntry[] | undefined;
}

function compareOn(
  { results, execution, definitions, noise }: ComparisonInput,
  planned: PlannedComparison,
  workload: Workload,
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
  const known =
    noise && new Map([candidate, baseline].map((side) => [side.system.id, knownNoise(noise, side, workload.id)]));
  const context = {
    planned,
    ...viewed,
    boundary,
    blocking: differences.filter((difference) => difference.severity === "error"),
    unitsDiffer: differences.find((difference) => difference.code === "unit-differs"),
    repeatOf: new Map(list.listed.map((run) => [run.runId, run.repeat])),
    order: plan.order,
    noise: known,
  };
  const rows =
    definitions === undefined
      ? metricsFor(workload.kind).map((metric) => compareRow(metric, context))
      : definitions.metrics.map((metric) => foreignRow(metric, context));
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
    ...(planned.family === undefined ? {} : { family: planned.family }),
    stamps,
    boundary,
    energyBasis: energyBasis(viewed.candidate, viewed.baseline, boundary),
    differences,
    rows,
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
      compared: { planned, rows, known },
    }),
  };
}
