import type { Boundary } from "../model/boundary.js";
import type { Absent } from "../model/estimate.js";
import { type Finding, note } from "../model/finding.js";
import { roundDigits } from "../model/round-digits.js";
import type { WindowEnergy } from "../model/window-energy.js";
import { meterOf } from "./common-boundary.js";
import type { ViewedSide } from "./viewed-side.js";

/**
 * One finding for each side whose energy was not read at the common boundary: what was read where, by which watts it was
 * brought there and who says so, how wide that alone makes the interval of candidate / baseline in tokens per joule, and
 * which meter would narrow it.
 */
export function energyBasis(
  candidate: ViewedSide,
  baseline: ViewedSide,
  boundary: Boundary | Absent,
): readonly Finding[] {
  if (typeof boundary !== "string") return [];
  return [
    ...bridgedFinding(candidate, boundary, (share) => ({ below: share / (1 + share), above: share / (1 - share) })),
    ...bridgedFinding(baseline, boundary, (share) => ({ below: share, above: share })),
  ];
}

/** @param widen how far the ratio moves down and up when this side's joules may be off by a share either way */
function bridgedFinding(
  { systemId, views }: ViewedSide,
  boundary: Boundary,
  widen: (share: number) => { readonly below: number; readonly above: number },
): readonly Finding[] {
  const bridged = [...views.values()].flatMap((view): readonly WindowEnergy[] =>
    view.kind === "view" && view.energy.kind === "energy" && view.energy.bridges.length > 0 ? [view.energy] : [],
  );
  // A bridge weighs most where the system draws least.
  const [widest] = bridged.toSorted((a, b) => a.meanWatts - b.meanWatts);
  if (widest === undefined) return [];
  const { bridges, metered, meanWatts } = widest;
  const wattsLow = bridges.reduce((sum, bridge) => sum + bridge.wattsLow, 0);
  const wattsHigh = bridges.reduce((sum, bridge) => sum + bridge.wattsHigh, 0);
  const source = [...new Set(bridges.map((bridge) => bridge.source))].join("; ");
  const { below, above } = widen((wattsHigh - wattsLow) / 2 / meanWatts);
  const where = { system: systemId, metered, boundary, meter: meterOf(boundary) };
  return [note("energy-bridged", { ...where, wattsLow, wattsHigh, source, below: short(below), above: short(above) })];
}

/** Two significant digits: it is a share of somebody's estimate. */
function short(share: number): number {
  return roundDigits(share, 2);
}
