import type { Mistake } from "./mistake.js";
import { orderedLimits } from "./ordered-limits.js";
import { listAt, numberAt, textAt, valueAt } from "./peek.js";

/** What one field of a length distribution says about another, on a value that may be wrong in any other way. */
export function lengthMistakes(workload: unknown, path: readonly PropertyKey[]): readonly Mistake[] {
  switch (textAt(workload, ...path, "kind")) {
    case "normal":
      return limitMistakes(workload, path, "mean");
    case "lognormal":
      return limitMistakes(workload, path, "median");
    case "empirical":
      return weightMistakes(workload, path);
    default:
      return orderedLimits(workload, path, "low", "high");
  }
}

function limitMistakes(workload: unknown, path: readonly PropertyKey[], key: "mean" | "median"): readonly Mistake[] {
  const limits = orderedLimits(workload, path, "low", "high");
  const [middle, low, high] = [key, "low", "high"].map((field) => numberAt(workload, ...path, field));
  if (limits.length > 0 || middle === undefined || low === undefined || high === undefined) return limits;
  if (low <= middle && middle <= high) return [];
  const data = { [key]: middle, low, high };
  return [{ path: [...path, key], at: "value", code: `${key}-outside-limits`, data }];
}

function weightMistakes(workload: unknown, path: readonly PropertyKey[]): readonly Mistake[] {
  if (valueAt(workload, ...path, "weights") === undefined) return [];
  const values = listAt(workload, ...path, "values").length;
  const weights = listAt(workload, ...path, "weights");
  const place = { path: [...path, "weights"], at: "value" } as const;
  if (weights.length !== values) {
    return [{ ...place, code: "weights-not-values", data: { weights: weights.length, values } }];
  }
  return weights.every((weight) => weight === 0) ? [{ ...place, code: "weights-all-zero", data: {} }] : [];
}
