import type { Comparison, ComparisonRow, SystemValues } from "../model/comparison.js";
import type { LedgerEntry } from "../model/ledger-entry.js";
import type { Plan, StopRule } from "../model/plan.js";
import { MINIMUM_RUNS_BEFORE_STOPPING } from "../statistics/stopping.js";

/**
 * Whether further blocks of a workload are not needed: the noise-only interval of every primary metric of every comparison is
 * as narrow as the rule asks. It looks at widths and never at p: to stop when p is small would find differences that are not
 * there (reference: statistics Q8).
 *
 * @param comparisons all of one workload
 */
export function isNarrowEnough(comparisons: readonly Comparison[], stop: StopRule): boolean {
  const width = widestInterval(comparisons);
  return width !== undefined && width <= stop.width;
}

/**
 * The widest relative half-width (high / ratio − 1) of the primary metrics; undefined while one of them has no interval that more
 * runs would give it, or where nothing can ever have one. Runs that do not differ at all have the width 0.
 *
 * @param comparisons all of one workload
 */
export function widestInterval(comparisons: readonly Comparison[]): number | undefined {
  const rows = comparisons.flatMap((comparison) => comparison.rows.filter(({ primary }) => primary));
  const widths = rows.filter((row) => !isHopeless(row)).map(widthOf);
  if (widths.length === 0 || widths.includes(undefined)) return undefined;
  return Math.max(...widths.map((width) => width ?? 0));
}

function widthOf({ candidate, baseline, ratio }: ComparisonRow): number | undefined {
  if ([candidate, baseline].some((side) => valuesOf(side) < MINIMUM_RUNS_BEFORE_STOPPING)) return undefined;
  if (ratio.kind === "ratio") return ratio.high / ratio.ratio - 1;
  return ratio.kind === "point" && ratio.reason.code === "no-interval-no-variance" ? 0 : undefined;
}

/** Absent whatever the runs do: enough of them on a side, and not one value; or values that have no ratio, such as 0. */
function isHopeless({ candidate, baseline, ratio }: ComparisonRow): boolean {
  const sides = [candidate, baseline];
  const hasNone = sides.some((side) => side.runs.length >= MINIMUM_RUNS_BEFORE_STOPPING && valuesOf(side) === 0);
  const hasAll = sides.every((side) => valuesOf(side) >= MINIMUM_RUNS_BEFORE_STOPPING);
  return hasNone || sides.every((side) => valuesOf(side) === 0) || (hasAll && ratio.kind === "absent");
}

function valuesOf({ runs }: SystemValues): number {
  return runs.filter(({ value }) => value.kind === "value").length;
}

/**
 * After how many blocks a workload was left although its plan has more; undefined where all of them were begun, or the last one
 * is not whole. An execution that was interrupted between two blocks looks the same: whether the rule held is told by the
 * intervals (`isNarrowEnough`).
 *
 * @param entries of the ledger, of one execution
 */
export function stoppedEarly(
  plan: Pick<Plan, "repeats" | "stop" | "trials">,
  workloadId: string,
  entries: readonly Pick<LedgerEntry, "trialId">[],
): number | undefined {
  if (plan.stop === undefined) return undefined;
  const started = new Set(entries.map(({ trialId }) => trialId));
  const trials = plan.trials.filter((trial) => trial.workloadId === workloadId);
  const blocks = Math.max(0, ...trials.filter(({ id }) => started.has(id)).map(({ repeat }) => repeat));
  const isWhole = trials.every(({ id, repeat }) => repeat > blocks || started.has(id));
  return isWhole && blocks >= plan.repeats && blocks < plan.stop.maxRuns ? blocks : undefined;
}
