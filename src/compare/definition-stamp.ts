import type { DefinitionSet } from "../metrics/definitions/definition-set.js";
import type { Comparison } from "../model/comparison.js";
import { MeasurementError } from "../model/errors.js";
import { failure } from "../model/finding.js";
import type { Plan } from "../model/plan.js";
import type { Workload } from "../model/workload.js";

/** Whose definitions the rows follow, where they are another tool's. */
export function definitionStamp(definitions: DefinitionSet | undefined): Pick<Comparison, "definitions"> {
  if (definitions === undefined) return {};
  const { name, title } = definitions;
  return { definitions: { name, title } };
}

/**
 * Workloads of the plan that have metrics: all of them, or those of the kinds that another tool's metrics are of.
 *
 * @throws MeasurementError where nothing is left: an empty result is an error, never a success
 */
export function definedWorkloads({ workloads }: Plan, definitions: DefinitionSet | undefined): readonly Workload[] {
  const defined = workloads.filter((workload) => hasMetrics(workload, definitions));
  if (defined.length > 0 || definitions === undefined) return defined;
  throw new MeasurementError(failure("definitions-without-workload", { tool: definitions.name }));
}

/** Ids of the others. */
export function undefinedWorkloads({ workloads }: Plan, definitions: DefinitionSet | undefined): readonly string[] {
  return workloads.filter((workload) => !hasMetrics(workload, definitions)).map(({ id }) => id);
}

function hasMetrics({ kind }: Workload, definitions: DefinitionSet | undefined): boolean {
  return definitions === undefined || definitions.metrics.some(({ of }) => of.includes(kind));
}
