import { type Finding, note } from "../model/finding.js";
import { roundDigits } from "../model/round-digits.js";
import { outlierIndices } from "../statistics/outliers.js";
import type { BlockValue, JudgedRatio } from "./ratio.js";

/** Fewer values than these have no outliers. */
const FEWEST = 4;

/** The values of one side without those that lie far from the others (statistics.md Q11). */
export function withoutOutliers(values: readonly BlockValue[]): readonly BlockValue[] {
  if (values.length < FEWEST) return values;
  const far = new Set(outlierIndices(values.map(({ value }) => value.value)));
  return values.filter((_, index) => !far.has(index));
}

/**
 * The ratio as it would be without the runs that lie far off, beside the one that decides. Nothing where no run does, and where too
 * few are left for an interval.
 *
 * @param estimate the ratio of two sides by the planned analysis
 */
export function outlierFindings(
  candidate: readonly BlockValue[],
  baseline: readonly BlockValue[],
  whole: JudgedRatio,
  estimate: (
    candidate: readonly BlockValue[],
    baseline: readonly BlockValue[],
  ) => { readonly kind: string } | JudgedRatio,
): readonly Finding[] {
  const [ours, theirs] = [withoutOutliers(candidate), withoutOutliers(baseline)];
  if (ours.length === candidate.length && theirs.length === baseline.length) return [];
  const rest = estimate(ours, theirs);
  if (!("estimate" in rest)) return [];
  const [kept, all] = [rest.estimate, whole.estimate];
  return [
    note("ratio-without-outliers", {
      ratio: roundDigits(kept.ratio, 4),
      low: roundDigits(kept.lowWithSystematic, 4),
      high: roundDigits(kept.highWithSystematic, 4),
      allRatio: roundDigits(all.ratio, 4),
      allLow: roundDigits(all.lowWithSystematic, 4),
      allHigh: roundDigits(all.highWithSystematic, 4),
    }),
  ];
}
