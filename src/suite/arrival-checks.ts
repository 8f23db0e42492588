import { lengthMistakes } from "./length-checks.js";
import type { Mistake } from "./mistake.js";
import { listAt, numberAt, textAt } from "./peek.js";

/** What one field of an arrival says about another, on a value that may be wrong in any other way. */
export function arrivalMistakes(workload: unknown): readonly Mistake[] {
  switch (textAt(workload, "arrival", "kind")) {
    case "ramp":
      return rampMistakes(workload);
    case "steps":
      return stepMistakes(workload);
    case "conversations":
      return lengthMistakes(workload, ["arrival", "turns"]);
    default:
      return [];
  }
}

function rampMistakes(workload: unknown): readonly Mistake[] {
  const rates = ["fromRequestsPerSecond", "toRequestsPerSecond"].map((key) => numberAt(workload, "arrival", key));
  return rates.every((rate) => rate === 0) ? [noRequests(["arrival"])] : [];
}

function stepMistakes(workload: unknown): readonly Mistake[] {
  const path = ["arrival", "steps"];
  const steps = listAt(workload, ...path);
  if (steps.length > 0 && steps.every((step) => numberAt(step, "requestsPerSecond") === 0)) return [noRequests(path)];
  const loadSeconds = loadSecondsOf(workload);
  if (loadSeconds === undefined) return [];
  let startSeconds = 0;
  for (const [index, step] of steps.entries()) {
    if (startSeconds >= loadSeconds) {
      const data = { startSeconds, loadSeconds };
      return [{ path: [...path, index], at: "value", code: "step-never-begins", data, hint: "longer-phases" }];
    }
    startSeconds += numberAt(step, "seconds") ?? 0;
  }
  return [];
}

function noRequests(path: readonly PropertyKey[]): Mistake {
  return { path, at: "value", code: "no-requests", data: {} };
}

/** Seconds in which requests are due: warm-up, window and cool-down. Undefined where one of them is no number. */
export function loadSecondsOf(workload: unknown): number | undefined {
  const phases = ["warmUpSeconds", "measureSeconds", "coolDownSeconds"].map((key) => numberAt(workload, "phases", key));
  const known = phases.filter((seconds) => seconds !== undefined);
  return known.length === phases.length ? known.reduce((sum, seconds) => sum + seconds, 0) : undefined;
}
