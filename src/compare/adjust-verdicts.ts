import type { ComparisonRow, RatioEstimate } from "../model/comparison.js";
import { type Finding, note } from "../model/finding.js";
import { roundDigits } from "../model/round-digits.js";
import type { Verdict } from "../model/verdict.js";
import { holm } from "../statistics/p-adjust.js";

/** What Holm's adjustment looks at: a row of a comparison, or a mean over workloads. */
export interface AdjustableVerdict {
  readonly ratio: ComparisonRow["ratio"];
  readonly verdict: Verdict | "none";
  readonly reasons: readonly Finding[];
  readonly adjustedP?: number | undefined;
}

/**
 * Holm's adjustment over the primary metrics of one family: the comparisons of one entry of the suite, on one workload. With
 * several tests, one false "better" in twenty per test would be one in ten per report. A verdict of better or worse stands only
 * where its adjusted p is below 1 − confidence as well; the interval that is printed stays the plain one. A single test is left
 * as it is.
 *
 * @param family rows of each comparison, primary or not
 * @returns the same with what was adjusted, in the same order
 */
export function withHolm(
  family: readonly (readonly ComparisonRow[])[],
  confidence: number,
): readonly (readonly ComparisonRow[])[] {
  const tested = family.map((rows) => rows.filter((row) => row.primary && isTested(row)));
  const adjusted = holmAdjusted(tested.flat(), confidence, tested.filter((rows) => rows.length > 0).length);
  const adjustedOf = new Map(tested.flat().map((row, index) => [row, adjusted[index] ?? row]));
  return family.map((rows) => rows.map((row) => adjustedOf.get(row) ?? row));
}

/** The same of several verdicts, all of which are tests, of so many comparisons. */
export function holmAdjusted<Judged extends AdjustableVerdict>(
  tests: readonly Judged[],
  confidence: number,
  comparisons: number,
): readonly Judged[] {
  if (tests.length < 2) return tests;
  const adjusted = holm(tests.map(({ ratio }) => (ratio.kind === "ratio" ? ratio.p : 1)));
  return tests.map((test, index) => {
    const adjustedP = adjusted[index] ?? 1;
    const isDecided = test.verdict === "better" || test.verdict === "worse";
    if (!isDecided || adjustedP < 1 - confidence) return { ...test, adjustedP };
    const reason = forbidden(adjustedP, tests.length, comparisons);
    return { ...test, adjustedP, verdict: "inconclusive", reasons: [...test.reasons, reason] };
  });
}

/** Whether something has a p to adjust. */
export function isTested<Judged extends AdjustableVerdict>(
  judged: Judged,
): judged is Judged & { readonly ratio: RatioEstimate } {
  return judged.ratio.kind === "ratio" && judged.verdict !== "not-comparable";
}

function forbidden(adjustedP: number, tests: number, comparisons: number): Finding {
  const p = roundDigits(adjustedP, 3);
  if (comparisons < 2) return note("holm-forbids-verdict", { p, metrics: tests });
  return note("holm-forbids-verdict-family", { p, tests, comparisons });
}
