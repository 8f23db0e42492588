import type { Plan } from "../../model/plan.js";
import type { SystemSpec } from "../../model/system.js";

/** The systems under test: all but those that only serve others as a baseline. */
export function headsOf({ systems, comparisons }: Pick<Plan, "systems" | "comparisons">): readonly SystemSpec[] {
  const candidates = new Set(comparisons.map(({ candidate }) => candidate));
  const baselines = new Set(comparisons.map(({ baseline }) => baseline));
  return systems.filter(({ id }) => candidates.has(id) || !baselines.has(id));
}
