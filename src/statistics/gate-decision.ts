import { type RatioEstimate, ratioInterval } from "./ratio-estimate.js";

/** What a ratio head / base, oriented so that more is better, says of a change. */
export type GateDecision = "regressed" | "improved" | "ok" | "inconclusive";

export interface JudgedChange {
  readonly decision: GateDecision;
  /** A regression (or improvement) that even the near end of the one-sided 95 % interval puts past the margin. */
  readonly isProven: boolean;
}

/** Confidence of the two-sided interval whose ends are one-sided bounds at 95 %. */
const ONE_SIDED = 0.9;
const TWO_SIDED = 0.95;

/**
 * The gate's rule (statistics.md Q6): `regressed` where the 95 % interval excludes 1 and the estimate is past the margin: the
 * first alone cries at harmless changes of quiet metrics, the second alone at the noise of loud ones. `ok` where the one-sided
 * 95 % lower bound is within the margin (non-inferior). Neither: `inconclusive`, never "the same".
 *
 * @param margin relative, fixed beforehand: 0.02 lets ratios down to 0.98 pass
 */
export function decideGate(
  estimate: Pick<RatioEstimate, "ratio" | "df" | "standardErrorLog">,
  margin: number,
): JudgedChange {
  const [wide, near] = [ratioInterval(estimate, TWO_SIDED), ratioInterval(estimate, ONE_SIDED)];
  const [lowest, highest] = [1 - margin, 1 / (1 - margin)];
  if (wide.high < 1 && estimate.ratio < lowest) return { decision: "regressed", isProven: near.high < lowest };
  if (wide.low > 1 && estimate.ratio > highest) return { decision: "improved", isProven: near.low > highest };
  return { decision: near.low > lowest ? "ok" : "inconclusive", isProven: false };
}
