import type { PlannedGate, Requirement } from "../model/plan.js";
import type { Workload } from "../model/workload.js";
import type { GateFile } from "./gate-schema.js";
import { answersTo } from "./suite-references.js";

/** What the suite says for gates, as the plan keeps it: a requirement on a ladder is one on each of its rungs. */
export function expandGate({ history, requirements }: GateFile, workloads: readonly Workload[]): PlannedGate {
  return {
    ...(history === undefined ? {} : { history }),
    requirements: requirements.flatMap((requirement) => expandRequirement(requirement, workloads)),
  };
}

/** @throws RangeError where it has no bound or two: `gateMistakes` says so beforehand */
function expandRequirement(
  { metric, atLeast, atMost, system, workload }: GateFile["requirements"][number],
  workloads: readonly Workload[],
): readonly Requirement[] {
  const limit = atLeast ?? atMost;
  if (limit === undefined || (atLeast !== undefined && atMost !== undefined)) {
    throw new RangeError(`a requirement on ${metric} needs one bound`);
  }
  const stated: Requirement = {
    metric,
    bound: atLeast === undefined ? "at-most" : "at-least",
    limit,
    ...(system === undefined ? {} : { system }),
  };
  if (workload === undefined) return [stated];
  return workloads.filter((one) => answersTo(one, workload)).map(({ id }) => ({ ...stated, workload: id }));
}
