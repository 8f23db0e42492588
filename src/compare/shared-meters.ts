import type { RatioEstimate } from "../model/comparison.js";
import type { SystematicBound } from "../model/estimate.js";

/** Bounds of a meter's gain, by kind. Bridges, gaps and times of reading are of each side's own. */
const METER = "meter";

/** What is left of the bounds of one meter that read both sides. */
const DIFFERENCE = "meter-difference";

/** A smaller rest comes from the other bounds, on top of which that of a meter is reckoned. */
const LEAST_DIFFERENCE = 1e-3;

/**
 * The bounds of a ratio whose sides were read by the same meters: whatever gain the meters have is in both sides and cancels.
 * Only what both sides have from one source is the same meter's; the rest stays. So does what one error of the meter does to the
 * two sides differently: a fixed error in watts, or a gain of which a bridge is the larger part of one side.
 */
export function withoutSharedMeters(bounds: RatioEstimate["systematic"]): RatioEstimate["systematic"] {
  const shared = sharedMeters(bounds.candidate, bounds.baseline);
  const own = (side: readonly SystematicBound[]) => side.filter((bound) => !shared.has(boundKey(bound)));
  const theirs = new Map(bounds.baseline.map((bound) => [boundKey(bound), bound]));
  const rest = bounds.candidate.flatMap((bound) => {
    const partner = shared.has(boundKey(bound)) ? theirs.get(boundKey(bound)) : undefined;
    return partner === undefined ? [] : differenceOf(bound, partner);
  });
  return { candidate: [...own(bounds.candidate), ...rest], baseline: own(bounds.baseline) };
}

/** The meter errs the same way on both sides, so that both are at the same end of their bounds. */
function differenceOf(ours: SystematicBound, theirs: SystematicBound): readonly SystematicBound[] {
  const ends = [ours.factorLow / theirs.factorLow, ours.factorHigh / theirs.factorHigh];
  const [factorLow, factorHigh] = [Math.min(1, ...ends), Math.max(1, ...ends)];
  if (factorHigh / factorLow - 1 < LEAST_DIFFERENCE) return [];
  return [{ ...ours, kind: DIFFERENCE, factorLow, factorHigh }];
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
