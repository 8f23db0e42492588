import type { Plan } from "../model/plan.js";
import type { SystemSpec } from "../model/system.js";
import type { Workload } from "../model/workload.js";
import { hashOf } from "../records/hash.js";
import { redactPlan } from "../records/redact-record.js";
import { defaultLimits } from "./default-limits.js";
import { expandComparisons } from "./expand-comparisons.js";
import { expandGate } from "./expand-gate.js";
import { expandTrials } from "./expand-trials.js";
import type { SuiteFile } from "./suite-schema.js";

/**
 * Everything that is fixed before the first run, without addresses and secrets, and the hash that says so. The hash covers
 * what was taken out as well, through the hash of each system.
 *
 * @param systems as they were read
 */
export function buildPlan(suite: SuiteFile, systems: readonly SystemSpec[], workloads: readonly Workload[]): Plan {
  const { id, version, title, seed, repeats, stop, order, gate, assumedMeterAccuracy } = suite;
  const systemIds = systems.map((system) => system.id);
  const workloadIds = workloads.map((workload) => workload.id);
  const content = redactPlan<Omit<Plan, "hash">>({
    format: "tokwatt.plan",
    version: 1,
    suite: { id, version, title },
    seed,
    repeats,
    // The hash counts keys: a suite without a rule has the plan that it always had.
    ...(stop === undefined ? {} : { stop }),
    order,
    systems,
    workloads,
    trials: expandTrials({ seed, repeats: stop?.maxRuns ?? repeats, order, systemIds, workloadIds }),
    comparisons: expandComparisons(suite.comparisons, workloads),
    ...(gate === undefined ? {} : { gate: expandGate(gate, workloads) }),
    assumedMeterAccuracy,
    limits: { ...defaultLimits, ...suite.limits },
  });
  return { ...content, hash: hashOf(content) };
}
