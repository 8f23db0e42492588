import type { DefinitionSet } from "../metrics/definitions/definition-set.js";
import type { Judgement } from "../model/judgement.js";
import type { NoiseEntry } from "../model/noise.js";
import type { Results } from "../records/results-reader.js";
import { acrossWorkloads } from "./across-workloads.js";
import { compareWorkloads } from "./compare-results.js";
import { findFrontiers } from "./frontier.js";
import { findScaling } from "./scaling.js";
import { type Selection, selectExecution } from "./select-execution.js";
import { withStopCaveat } from "./stopped-on-precision.js";
import { summariseResults } from "./summarise-results.js";

/**
 * All that the records of one execution say.
 *
 * @param definitions another tool's metrics in the place of ours; frontiers, scaling and means over workloads, which rest on ours,
 *   are left out then
 * @param noise what was measured of the noise of these systems before
 * @throws MeasurementError where the results hold no such execution: an empty result is an error, never a success
 */
export function judgeResults(
  results: Results,
  selection: Selection = {},
  definitions?: DefinitionSet,
  noise?: readonly NoiseEntry[],
): Judgement {
  const execution = selectExecution(results, selection);
  const compared = compareWorkloads(results, execution, definitions, noise);
  const across = definitions === undefined ? acrossWorkloads(execution.plan, compared) : [];
  const frontiers = definitions === undefined ? findFrontiers(results, selection) : [];
  const scaling = definitions === undefined ? findScaling(results, selection) : [];
  const comparisons = compared.flatMap((one) => one.comparisons);
  return {
    comparisons,
    summaries: summariseResults(results, selection, definitions).flatMap((summary) => {
      const { id } = summary.workload;
      const ofWorkload = comparisons.filter(({ workload }) => workload.id === id);
      return withStopCaveat([summary], execution, id, ofWorkload);
    }),
    ...(across.length === 0 ? {} : { across }),
    ...(frontiers.length === 0 ? {} : { frontiers }),
    ...(scaling.length === 0 ? {} : { scaling }),
  };
}
