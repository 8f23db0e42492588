import type { PlannedComparison } from "../model/plan.js";
import type { Workload } from "../model/workload.js";
import { comparedSides } from "./compared-sides.js";
import type { ComparisonEntry } from "./comparison-schema.js";
import { answersTo } from "./suite-references.js";

/** One comparison for each pair of systems; those of one entry are a family, numbered from 1. */
export function expandComparisons(
  entries: readonly ComparisonEntry[],
  workloads: readonly Workload[],
): readonly PlannedComparison[] {
  let families = 0;
  return entries.flatMap((entry) => {
    const sides = comparedSides(entry);
    if (sides.length > 1) families += 1;
    const shared = { ...rulesOf(entry, workloads), ...(sides.length > 1 ? { family: families } : {}) };
    return sides.map(({ candidate, baseline }) => ({ candidate, baseline, ...shared }));
  });
}

/** What an entry says of all its comparisons. A key that it leaves out is left out of the plan, whose hash counts keys. */
function rulesOf(entry: ComparisonEntry, workloads: readonly Workload[]) {
  const { analysis, confidence, margins, primaryMetrics, meters, equivalence, nonInferiority, weights } = entry;
  return {
    analysis,
    confidence,
    margins,
    primaryMetrics,
    ...(meters === "shared" ? { meters } : {}),
    ...(equivalence === undefined ? {} : { equivalence }),
    ...(nonInferiority === undefined ? {} : { nonInferiority }),
    ...(weights === undefined ? {} : { weights: weightsOf(weights, workloads) }),
  };
}

/** By the ids of the plan's workloads: a rung goes by its own id, else by that of its ladder. */
function weightsOf(stated: Readonly<Record<string, number>>, workloads: readonly Workload[]) {
  const weights = new Map<string, number>();
  for (const workload of workloads) {
    const name = [workload.id, ...Object.keys(stated)].find((id) => id in stated && answersTo(workload, id));
    const weight = name === undefined ? undefined : stated[name];
    if (weight !== undefined) weights.set(workload.id, weight);
  }
  return Object.fromEntries(weights);
}
