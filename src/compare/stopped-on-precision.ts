import type { Comparison } from "../model/comparison.js";
import { type Finding, note } from "../model/finding.js";
import type { Execution } from "./select-execution.js";
import { isNarrowEnough, stoppedEarly } from "./stop-rule.js";

/**
 * What is said of one workload whose plan has a rule when to stop: trials that were never run because the intervals were narrow
 * enough are no gap. An interruption between two blocks is one, and is told from it by the intervals.
 *
 * @param judged what is said of the workload: comparisons, or a system that is compared with nothing
 * @param comparisons all comparisons of the workload
 */
export function withStopCaveat<Judged extends { readonly caveats: readonly Finding[] }>(
  judged: readonly Judged[],
  { plan, entries }: Execution,
  workloadId: string,
  comparisons: readonly Comparison[],
): readonly Judged[] {
  const runs = stoppedEarly(plan, workloadId, entries);
  if (plan.stop === undefined || runs === undefined || !isNarrowEnough(comparisons, plan.stop)) return judged;
  const stopped = note("stopped-on-precision", { runs, most: plan.stop.maxRuns, width: plan.stop.width });
  return judged.map((one) => ({
    ...one,
    caveats: one.caveats.map((caveat) => (caveat.code === "trials-not-run" ? stopped : caveat)),
  }));
}
