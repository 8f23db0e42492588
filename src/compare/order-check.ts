import type { ListedRun } from "../model/comparison.js";
import { type Finding, warning } from "../model/finding.js";
import { mannWhitney } from "../statistics/mann-whitney.js";

/** Fewer runs a side have no order to speak of. */
const FEWEST_RUNS = 3;
/** Share of the pairs of runs in which one side's was the later one, above which the order of the runs says which side they are of. */
const CONFOUNDED = 0.9;

/**
 * That the used runs of one side were made before nearly all of the other's, though the plan interleaves them: trials failed, or the
 * rest was run on another day. A drift over time then looks like a difference of the systems.
 */
export function orderFindings(listed: readonly ListedRun[], candidate: string, baseline: string): readonly Finding[] {
  const places = (systemId: string) =>
    listed.flatMap((run, place) => (run.used && run.systemId === systemId ? [place] : []));
  const [ours, theirs] = [places(candidate), places(baseline)];
  if (Math.min(ours.length, theirs.length) < FEWEST_RUNS) return [];
  const { superiority: later } = mannWhitney(ours, theirs);
  if (Math.max(later, 1 - later) < CONFOUNDED) return [];
  const [first, second] = later > 0.5 ? [baseline, candidate] : [candidate, baseline];
  return [warning("order-confounded", { first, second })];
}
