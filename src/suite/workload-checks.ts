import { arrivalMistakes } from "./arrival-checks.js";
import { extraBodyMistakes } from "./extra-body-checks.js";
import { lengthMistakes } from "./length-checks.js";
import type { Mistake } from "./mistake.js";
import { keysAt, valueAt } from "./peek.js";
import { promptSourceMistakes } from "./prompt-source-checks.js";

/** What one field of a workload says about another, on a value that may be wrong in any other way. */
export function workloadMistakes(workload: unknown): readonly Mistake[] {
  return [
    ...arrivalMistakes(workload),
    ...promptSourceMistakes(workload),
    ...["promptWords", "promptTokens", "outputTokens"].flatMap((key) => lengthMistakes(workload, [key])),
    ...extraBodyMistakes(workload),
    ...sloMistakes(workload),
  ];
}

/** Bounds that bind nothing would let every request count as good. */
function sloMistakes(workload: unknown): readonly Mistake[] {
  const slo = valueAt(workload, "slo");
  const isEmptyMapping = typeof slo === "object" && slo !== null && !Array.isArray(slo) && keysAt(slo).length === 0;
  return isEmptyMapping ? [{ path: ["slo"], at: "value", code: "empty-slo", data: {} }] : [];
}
