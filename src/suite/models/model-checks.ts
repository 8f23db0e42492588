import type { Mistake } from "../mistake.js";
import { numberAt } from "../peek.js";

/** A number that may not be above another one of the same file. */
type Limit = readonly [path: readonly string[], limitPath: readonly string[]];

const LIMITS: readonly Limit[] = [
  [
    ["attention", "kvHeads"],
    ["attention", "heads"],
  ],
  [
    ["experts", "active"],
    ["experts", "experts"],
  ],
  [["experts", "denseLayers"], ["layers"]],
];

/** What one field of a model says about another, on a value that may be wrong in any other way. */
export function modelMistakes(model: unknown): readonly Mistake[] {
  return LIMITS.flatMap(([path, limitPath]) => {
    const [value, limit] = [numberAt(model, ...path), numberAt(model, ...limitPath)];
    if (value === undefined || limit === undefined || value <= limit) return [];
    const data = { expected: `<= ${limit} (${limitPath.join(".")})`, received: String(value) };
    return [{ path, at: "value", code: "out-of-range", data }];
  });
}
