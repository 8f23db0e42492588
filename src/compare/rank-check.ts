import { type Finding, note, warning } from "../model/finding.js";
import { roundDigits } from "../model/round-digits.js";
import { hodgesLehmann } from "../statistics/hodges-lehmann.js";
import { hasLogarithm } from "../statistics/interval-requirements.js";
import { mannWhitney } from "../statistics/mann-whitney.js";

/** With three runs a side the smallest two-sided p is 0.1: below this number the test cannot say anything. */
const FEWEST_RUNS = 4;

/**
 * The second opinion that needs no distribution: the Mann-Whitney test and the Hodges-Lehmann ratio of the runs of both sides. It
 * is shown beside the interval and decides nothing; where the two disagree, outliers or few runs are the usual cause.
 *
 * @param p of the test that the plan fixed, noise only
 * @returns nothing where there are too few runs for an interval of that confidence, or a value has no logarithm
 */
export function rankFindings(
  candidate: readonly number[],
  baseline: readonly number[],
  { p, confidence }: { readonly p: number; readonly confidence: number },
): readonly Finding[] {
  if (Math.min(candidate.length, baseline.length) < FEWEST_RUNS) return [];
  if (![...candidate, ...baseline].every(hasLogarithm)) return [];
  const ranks = mannWhitney(candidate, baseline);
  const shift = hodgesLehmann(candidate.map(Math.log), baseline.map(Math.log), confidence);
  if (!Number.isFinite(shift.low) || !Number.isFinite(shift.high)) return [];
  const findings = [
    note("rank-test", {
      p: roundDigits(ranks.p, 4),
      superiority: roundDigits(ranks.superiority, 4),
      ratio: roundDigits(Math.exp(shift.estimate), 4),
      low: roundDigits(Math.exp(shift.low), 4),
      high: roundDigits(Math.exp(shift.high), 4),
    }),
  ];
  const alpha = 1 - confidence;
  const disagrees = ranks.p < alpha !== p < alpha;
  return disagrees
    ? [...findings, warning("rank-test-disagrees", { p: roundDigits(p, 4), ranksP: roundDigits(ranks.p, 4) })]
    : findings;
}
