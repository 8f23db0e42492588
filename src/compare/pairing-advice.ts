import { type Finding, note } from "../model/finding.js";
import type { Plan, PlannedComparison } from "../model/plan.js";
import { roundDigits } from "../model/round-digits.js";
import { blockCorrelation } from "../statistics/block-correlation.js";
import { pairedLogRatio, type RunPair } from "../statistics/paired-log-ratio.js";
import { welchLogRatio } from "../statistics/welch-log-ratio.js";

/** Fewer blocks show nothing of whether they differ. */
const FEWEST_BLOCKS = 5;
/** p below which the two sides are shown to go up and down together from block to block. */
const SHOWN_P = 0.05;
/** p above which nothing hints at it. */
const NO_HINT_P = 0.25;
/** Share of Welch's half-width below which pairing would have been worth it. */
const WORTH_PAIRING = 0.8;
/** Share of the paired half-width below which Welch would have been. */
const WORTH_WELCH = 0.9;

/**
 * Whether the other analysis should be planned next time. The one that the plan fixed stays: to choose by the data gives too narrow
 * intervals. Pairing is advised only where the blocks are shown to differ, by a correlation of both sides over at least five
 * blocks; Welch where nothing hints at it, as pairs of blocks that do not differ cost width.
 *
 * @param pairs values of the blocks in which both sides have one
 */
export function pairingAdvice(
  { analysis, confidence }: Pick<PlannedComparison, "analysis" | "confidence">,
  order: Plan["order"],
  pairs: readonly RunPair[],
): readonly Finding[] {
  if (order !== "interleaved") return [];
  const [ours, theirs] = [pairs.map(({ candidate }) => candidate), pairs.map(({ baseline }) => baseline)];
  const [paired, welch] = [pairedLogRatio(pairs, confidence), welchLogRatio(ours, theirs, confidence)];
  if (paired.kind !== "estimate" || welch.kind !== "estimate") return [];
  const correlation = blockCorrelation(
    pairs.map(({ candidate, baseline }) => [Math.log(candidate), Math.log(baseline)]),
  );
  if (correlation === undefined) return [];
  const widths = { paired: Math.log(paired.high / paired.ratio), welch: Math.log(welch.high / welch.ratio) };
  const data = {
    correlation: roundDigits(correlation.r, 2),
    blocks: pairs.length,
    paired: roundDigits(Math.expm1(widths.paired), 2),
    welch: roundDigits(Math.expm1(widths.welch), 2),
  };
  if (analysis === "welch") {
    const isWorthIt =
      pairs.length >= FEWEST_BLOCKS && correlation.p < SHOWN_P && widths.paired < WORTH_PAIRING * widths.welch;
    return isWorthIt ? [note("pairing-next-time", data)] : [];
  }
  const costsWidth = correlation.p > NO_HINT_P && widths.welch < WORTH_WELCH * widths.paired;
  return costsWidth ? [note("pairing-costs-width", data)] : [];
}
