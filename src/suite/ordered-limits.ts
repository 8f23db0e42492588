import type { Mistake } from "./mistake.js";
import { numberAt } from "./peek.js";

/** A lower limit above its upper one, both being fields of the mapping at `path`; the lower one is to blame. */
export function orderedLimits(
  value: unknown,
  path: readonly PropertyKey[],
  lowKey: string,
  highKey: string,
): readonly Mistake[] {
  const low = numberAt(value, ...path, lowKey);
  const high = numberAt(value, ...path, highKey);
  if (low === undefined || high === undefined || low <= high) return [];
  return [{ path: [...path, lowKey], at: "value", code: "low-above-high", data: { lowKey, highKey, low, high } }];
}
