import type { Judgement } from "../model/judgement.js";
import type { Results } from "../records/results-reader.js";
import { compareResults } from "./compare-results.js";
import type { Selection } from "./select-execution.js";
import { summariseResults } from "./summarise-results.js";

/**
 * All that the records of one execution say.
 *
 * @throws MeasurementError where the results hold no such execution: an empty result is an error, never a success
 */
export function judgeResults(results: Results, selection: Selection = {}): Judgement {
  return { comparisons: compareResults(results, selection), summaries: summariseResults(results, selection) };
}
