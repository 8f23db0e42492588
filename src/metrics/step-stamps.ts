import type { TrainingView } from "../contract/metric.js";
import type { SystematicBound } from "../model/estimate.js";
import { windowSeconds } from "../model/time.js";
import { relativeBounds } from "../statistics/systematic.js";

/**
 * How far the length of a training's window, and with it the energy of its steps, may be off because the reports at its edges
 * were stamped when they were read and not when they were printed: ± `edgeSeconds` / window.
 *
 * @returns none where all bytes came as they were written; undefined where the bound is as wide as the window
 */
export function windowBounds({ edgeSeconds, window }: TrainingView): readonly SystematicBound[] | undefined {
  if (edgeSeconds === 0) return [];
  const share = edgeSeconds / windowSeconds(window);
  if (!(share < 1)) return undefined;
  const { factorLow, factorHigh } = relativeBounds(share);
  return [{ kind: "step-stamps", factorLow, factorHigh, assumed: false, source: SOURCE }];
}

const SOURCE = "steps.jsonl: withinNs of the reports at both edges of the window";
