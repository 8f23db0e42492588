import type { MetricDefinition } from "../contract/metric.js";
import type { ComparisonRow } from "../model/comparison.js";
import { note } from "../model/finding.js";
import { compareRow, type RowContext } from "./compare-row.js";

/**
 * One metric of another tool over the runs of both sides. It has values and a ratio, and no verdict: margins and primary
 * metrics of a plan were fixed for our definitions. What makes rows not comparable does so whoever defines them.
 */
export function foreignRow(metric: MetricDefinition, context: RowContext): ComparisonRow {
  const { tests: _, beside: __, ...row } = compareRow(metric, context);
  if (row.verdict === "not-comparable") return { ...row, primary: false };
  const absence = "reason" in row.ratio ? [row.ratio.reason] : [];
  return { ...row, primary: false, verdict: "none", reasons: [...absence, note("definitions-not-judged")] };
}
