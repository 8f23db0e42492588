import type { Plan } from "../../model/plan.js";
import type { SystemSpec } from "../../model/system.js";
import type { Workload } from "../../model/workload.js";
import { buildPlan } from "../../suite/build-plan.js";

/**
 * The plan of one probe: one system, one rung of the workload, one run. Two probes of one value differ in their seed, and so
 * in their arrivals and in the hash of their plan.
 *
 * @param seed of this probe alone
 */
export function probePlan(system: SystemSpec, rung: Workload, seed: number): Plan {
  return buildPlan(
    {
      kind: "suite",
      id: "search",
      version: "1",
      title: { en: `Search on ${system.title.en}`, zh: `在 ${system.title.zh} 上搜索` },
      seed,
      systems: [system.id],
      workloads: [rung.id],
      repeats: 1,
      order: "sequential",
      comparisons: [],
      assumedMeterAccuracy: {},
      limits: {},
    },
    [system],
    [rung],
  );
}
