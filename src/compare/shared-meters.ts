import type { RatioEstimate } from "../model/comparison.js";
import type { SystematicBound } from "../model/estimate.js";

/** Bounds of a meter's gain, by kind. Bridges, gaps and times of reading are of each side's own. */
const METER = "meter";

/**
 * The bounds of a ratio whose sides were read by the same meters: whatever gain the meters have is in both sides and cancels.
 * Only what both sides have from one source is the same meter's; the rest stays.
 */
export function withoutSharedMeters(bounds: RatioEstimate["systematic"]): RatioEstimate["systematic"] {
  const shared = sharedMeters(bounds.candidate, bounds.baseline);
  const own = (side: readonly SystematicBound[]) => side.filter((bound) => !shared.has(boundKey(bound)));
  return { candidate: own(bounds.candidate), baseline: own(bounds.baseline) };
}

/** Whether a plan that says that the meters are shared is contradicted: a side has a meter's bound that the other one lacks. */
export function hasUnsharedMeter({ candidate, baseline }: RatioEstimate["systematic"]): boolean {
  return [...candidate, ...baseline].some(({ kind }) => kind === METER);
}

function sharedMeters(
  candidate: readonly SystematicBound[],
  baseline: readonly SystematicBound[],
): ReadonlySet<string> {
  const theirs = new Set(baseline.map(boundKey));
  return new Set(
    candidate
      .filter(({ kind }) => kind === METER)
      .map(boundKey)
      .filter((key) => theirs.has(key)),
  );
}

/** Bounds of one key have one cause. */
export function boundKey({ kind, source, assumed }: SystematicBound): string {
  return JSON.stringify([kind, source, assumed]);
}
