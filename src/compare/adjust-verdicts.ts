import type { ComparisonRow } from "../model/comparison.js";
import { note } from "../model/finding.js";
import { holm } from "../statistics/p-adjust.js";

/**
 * Holm's adjustment over the primary metrics of one comparison: with several of them, one false "better" in twenty per metric
 * would be one in ten per report. A verdict of better or worse stands only where its adjusted p is below 1 − confidence as
 * well; the interval that is printed stays the plain one. With one primary metric nothing changes.
 */
export function withHolm(rows: readonly ComparisonRow[], confidence: number): readonly ComparisonRow[] {
  const primary = rows.filter((row) => row.primary && row.ratio.kind === "ratio" && row.verdict !== "not-comparable");
  if (primary.length < 2) return rows;
  const adjusted = holm(primary.map(({ ratio }) => (ratio.kind === "ratio" ? ratio.p : 1)));
  const adjustedOf = new Map(primary.map((row, index) => [row.metricId, adjusted[index] ?? 1]));
  return rows.map((row): ComparisonRow => {
    const adjustedP = adjustedOf.get(row.metricId);
    if (adjustedP === undefined) return row;
    const isDecided = row.verdict === "better" || row.verdict === "worse";
    if (!isDecided || adjustedP < 1 - confidence) return { ...row, adjustedP };
    const reason = note("holm-forbids-verdict", { p: Number(adjustedP.toPrecision(3)), metrics: primary.length });
    return { ...row, adjustedP, verdict: "inconclusive", reasons: [...row.reasons, reason] };
  });
}
