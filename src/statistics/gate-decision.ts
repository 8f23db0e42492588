import { type RatioEstimate, ratioInterval } from "./ratio-estimate.js";
import { EXACT, type FactorBounds } from "./systematic.js";

/** What a ratio head / base, oriented so that more is better, says of a change. */
export type GateDecision = "regressed" | "improved" | "ok" | "inconclusive";

export interface JudgedChange {
  readonly decision: GateDecision;
  /** A regression (or improvement) that even the near end of the one-sided 95 % interval puts past the margin. */
  readonly isProven: boolean;
}

/** What a gate takes into account besides the runs of one metric. */
export interface GateConditions {
  /** Of the two-sided interval that has to exclude 1. */
  readonly confidence?: number | undefined;
  /** Within what factors the ratio may be wrong whatever the number of runs: they widen every interval. */
  readonly bounds?: FactorBounds | undefined;
  /** p of "no difference" adjusted for the number of tests (Holm), where there are several. */
  readonly adjustedP?: number | undefined;
}

/** Confidence of the two-sided interval whose ends are one-sided bounds at 95 %. */
const ONE_SIDED = 0.9;
const TWO_SIDED = 0.95;

/**
 * The gate's rule (statistics.md Q6): `regressed` where the 95 % interval excludes 1 and the estimate is past the margin: the
 * first alone cries at harmless changes of quiet metrics, the second alone at the noise of loud ones. `ok` where the one-sided
 * 95 % lower bound is within the margin (non-inferior). Neither: `inconclusive`, never "the same".
 *
 * A regression or improvement also needs an adjusted p below 1 − confidence, where several metrics gate.
 *
 * @param margin relative, fixed beforehand: 0.02 lets ratios down to 0.98 pass
 */
export function decideGate(
  estimate: Pick<RatioEstimate, "ratio" | "df" | "standardErrorLog">,
  margin: number,
  { confidence = TWO_SIDED, bounds = EXACT, adjustedP = 0 }: GateConditions = {},
): JudgedChange {
  const [wide, near] = [gateInterval(estimate, confidence, bounds), gateInterval(estimate, ONE_SIDED, bounds)];
  const [lowest, highest] = [1 - margin, 1 / (1 - margin)];
  const isDifferent = adjustedP < 1 - confidence;
  if (isDifferent && wide.high < 1 && estimate.ratio < lowest) {
    return { decision: "regressed", isProven: near.high < lowest };
  }
  if (isDifferent && wide.low > 1 && estimate.ratio > highest) {
    return { decision: "improved", isProven: near.low > highest };
  }
  return { decision: near.low > lowest ? "ok" : "inconclusive", isProven: false };
}

/** The interval that a gate decides by: of the noise between runs, widened by what runs do not shrink. */
export function gateInterval(
  estimate: Pick<RatioEstimate, "ratio" | "df" | "standardErrorLog">,
  confidence: number,
  { factorLow, factorHigh }: FactorBounds = EXACT,
): { readonly low: number; readonly high: number } {
  const { low, high } = ratioInterval(estimate, confidence);
  return { low: low * factorLow, high: high * factorHigh };
}
