import type { Mistake } from "./mistake.js";
import { orderedLimits } from "./ordered-limits.js";
import { keysAt, numberAt, textAt, valueAt } from "./peek.js";

/** What one field of a workload says about another, on a value that may be wrong in any other way. */
export function workloadMistakes(workload: unknown): readonly Mistake[] {
  return [...["promptWords", "outputTokens"].flatMap((key) => lengthMistakes(workload, key)), ...sloMistakes(workload)];
}

function lengthMistakes(workload: unknown, key: string): readonly Mistake[] {
  const limits = orderedLimits(workload, [key], "low", "high");
  const mean = numberAt(workload, key, "mean");
  const low = numberAt(workload, key, "low");
  const high = numberAt(workload, key, "high");
  if (limits.length > 0 || textAt(workload, key, "kind") !== "normal") return limits;
  if (mean === undefined || low === undefined || high === undefined || (low <= mean && mean <= high)) return limits;
  return [{ path: [key, "mean"], at: "value", code: "mean-outside-limits", data: { mean, low, high } }];
}

/** Bounds that bind nothing would let every request count as good. */
function sloMistakes(workload: unknown): readonly Mistake[] {
  const slo = valueAt(workload, "slo");
  const isEmptyMapping = typeof slo === "object" && slo !== null && !Array.isArray(slo) && keysAt(slo).length === 0;
  return isEmptyMapping ? [{ path: ["slo"], at: "value", code: "empty-slo", data: {} }] : [];
}
