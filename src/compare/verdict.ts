import type { Direction, Verdict } from "../model/verdict.js";
import { isEquivalent } from "../statistics/equivalence.js";
import type { JudgedRatio } from "./ratio.js";

/**
 * The verdict on a ratio candidate / baseline (DESIGN rule 7). All intervals include the systematic bounds.
 *
 * - `better` or `worse`: the interval excludes 1 and the point is past the margin;
 * - `equivalent`: the 90 % interval lies within the margin on both sides (two one-sided tests at 5 %);
 * - `inconclusive` otherwise: "not shown" is never "the same".
 *
 * @param margin relative, fixed in the plan: 0.02 stands for ratios between 1/1.02 and 1.02
 */
export function judge(ratio: JudgedRatio, margin: number, better: Direction): Verdict | "none" {
  if (better === "neither") return "none";
  const { estimate } = ratio;
  const limit = 1 + margin;
  const isAbove = estimate.lowWithSystematic > 1 && estimate.ratio > limit;
  const isBelow = estimate.highWithSystematic < 1 && estimate.ratio < 1 / limit;
  if (isAbove || isBelow) return isAbove === (better === "higher") ? "better" : "worse";
  return isEquivalent(ratio.equivalenceLow, ratio.equivalenceHigh, margin) ? "equivalent" : "inconclusive";
}
