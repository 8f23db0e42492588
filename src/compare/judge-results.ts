import type { DefinitionSet } from "../metrics/definitions/definition-set.js";
import type { Judgement } from "../model/judgement.js";
import type { Results } from "../records/results-reader.js";
import { compareResults } from "./compare-results.js";
import { findFrontiers } from "./frontier.js";
import { findScaling } from "./scaling.js";
import type { Selection } from "./select-execution.js";
import { summariseResults } from "./summarise-results.js";

/**
 * All that the records of one execution say.
 *
 * @param definitions another tool's metrics in the place of ours; frontiers and scaling, which rest on ours, are left out then
 * @throws MeasurementError where the results hold no such execution: an empty result is an error, never a success
 */
export function judgeResults(results: Results, selection: Selection = {}, definitions?: DefinitionSet): Judgement {
  const frontiers = definitions === undefined ? findFrontiers(results, selection) : [];
  const scaling = definitions === undefined ? findScaling(results, selection) : [];
  return {
    comparisons: compareResults(results, selection, definitions),
    summaries: summariseResults(results, selection, definitions),
    ...(frontiers.length === 0 ? {} : { frontiers }),
    ...(scaling.length === 0 ? {} : { scaling }),
  };
}
