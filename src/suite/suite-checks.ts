import { comparisonMistakes } from "./comparison-checks.js";
import { defaultLimits } from "./default-limits.js";
import { gateMistakes } from "./gate-checks.js";
import type { Mistake } from "./mistake.js";
import { keysAt, listAt, numberAt } from "./peek.js";
import { stopMistakes } from "./stop-checks.js";
import { type SuiteReferences, unknownSystem } from "./suite-references.js";

/** What one field of a suite says about another or about its systems, on a value that may be wrong in any other way. */
export function suiteMistakes(suite: unknown, references: SuiteReferences): readonly Mistake[] {
  return [
    ...stopMistakes(suite),
    ...listAt(suite, "comparisons").flatMap((_, index) => comparisonMistakes(suite, index, references)),
    ...keysAt(suite, "assumedMeterAccuracy").flatMap((id) =>
      unknownSystem(["assumedMeterAccuracy", id], "key", id, references),
    ),
    ...gateMistakes(suite, references),
    ...limitMistakes(suite),
  ];
}

/** Limits that are crossed together with the defaults they stand beside: nothing could ever be merely degraded. */
function limitMistakes(suite: unknown): readonly Mistake[] {
  const limit = (key: keyof typeof defaultLimits) => numberAt(suite, "limits", key) ?? defaultLimits[key];
  const pairs = [
    ["scheduleLatenessP99DegradedMs", "scheduleLatenessP99InvalidMs", 1],
    ["eventLoopDelayP99DegradedMs", "eventLoopDelayP99InvalidMs", 1],
    ["clientCpuDegraded", "clientCpuInvalid", 1],
    ["receiveLagP99DegradedMs", "receiveLagP99InvalidMs", 1],
    ["processorWaitDegraded", "processorWaitInvalid", 1],
    ["lateBurstsDegraded", "lateBurstsInvalid", 1],
    ["ceilingShareDegraded", "ceilingShareInvalid", 1],
    // A share of requests that were sent: less of it is worse.
    ["sentOverDueDegraded", "sentOverDueInvalid", -1],
  ] as const;
  return pairs.flatMap(([degradedKey, invalidKey, sign]): readonly Mistake[] => {
    const degraded = limit(degradedKey);
    const invalid = limit(invalidKey);
    if (sign * degraded <= sign * invalid) return [];
    const stated = numberAt(suite, "limits", degradedKey) === undefined ? invalidKey : degradedKey;
    const data = { degradedKey, invalidKey, degraded, invalid };
    return [{ path: ["limits", stated], at: "value", code: "limits-crossed", data }];
  });
}
