import { type Finding, failure } from "../../model/finding.js";
import type { Results } from "../../records/results-reader.js";
import { listRuns } from "../list-runs.js";
import type { Execution } from "../select-execution.js";

/**
 * The trials of these systems that have no usable run: those of the plan's `repeats`, which are run in any case, and of the
 * further blocks those that were started.
 *
 * @returns undefined where there is none
 */
export function unusableTrials(
  results: Results,
  execution: Execution,
  systemIds: readonly string[],
): Finding | undefined {
  const { plan } = execution;
  const listed = plan.workloads.flatMap(({ id }) => listRuns(results, execution, id, systemIds).listed);
  const [started, used] = [listed, listed.filter((run) => run.used)].map(
    (runs) => new Set(runs.map(({ trialId }) => trialId)),
  ) as [Set<string>, Set<string>];
  const due = plan.trials.filter(
    ({ id, systemId, repeat }) => systemIds.includes(systemId) && (repeat <= plan.repeats || started.has(id)),
  );
  const unusable = due.filter(({ id }) => !used.has(id));
  if (unusable.length === 0) return undefined;
  const names = unusable.map(({ id }) => id).join(", ");
  return failure("gate-trials-unusable", { unusable: unusable.length, trials: due.length, names });
}
