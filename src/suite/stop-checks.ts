import { MINIMUM_RUNS_BEFORE_STOPPING } from "../statistics/stopping.js";
import type { Mistake } from "./mistake.js";
import { listAt, numberAt, textAt, valueAt } from "./peek.js";

/** What a rule to stop needs of the rest of the suite, on a value that may be wrong in any other way. */
export function stopMistakes(suite: unknown): readonly Mistake[] {
  if (valueAt(suite, "stop") === undefined) return [];
  const mistakes: Mistake[] = [];
  const [repeats, maxRuns] = [numberAt(suite, "repeats"), numberAt(suite, "stop", "maxRuns")];
  const say = (path: readonly PropertyKey[], code: string, data: Mistake["data"]) =>
    mistakes.push({ path, at: path.length === 1 && path[0] === "stop" ? "key" : "value", code, data, hint: code });
  // One system after the other, no block is complete before the end.
  if (textAt(suite, "order") === "sequential") {
    say(["order"], "stop-not-interleaved", { order: "sequential", expected: "interleaved" });
  }
  if (listAt(suite, "comparisons").length === 0) say(["stop"], "stop-without-comparison", {});
  if (repeats !== undefined && repeats < MINIMUM_RUNS_BEFORE_STOPPING) {
    say(["repeats"], "stop-too-few-runs", { repeats, minimum: MINIMUM_RUNS_BEFORE_STOPPING });
  }
  if (repeats !== undefined && maxRuns !== undefined && maxRuns <= repeats) {
    say(["stop", "maxRuns"], "stop-nothing-to-add", { maxRuns, repeats });
  }
  return mistakes;
}
