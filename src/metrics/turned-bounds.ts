import type { SystematicBound } from "../model/estimate.js";
import { reciprocalBounds } from "../statistics/systematic.js";

/** The bounds of 1 / x from those of x. */
export function turnedBounds(bounds: readonly SystematicBound[]): readonly SystematicBound[] {
  return bounds.map((bound) => ({ ...bound, ...reciprocalBounds(bound) }));
}
