import type { Comparison } from "../model/comparison.js";
import { EXIT, type ExitCode } from "../model/exit-codes.js";

/** Whether a comparison answers nothing of what it was made for: none of its primary rows is comparable. */
export function isNotComparable({ rows }: Comparison): boolean {
  const primary = rows.filter((row) => row.primary);
  const asked = primary.length === 0 ? rows : primary;
  return asked.every((row) => row.verdict === "not-comparable" || row.ratio.kind === "absent");
}

/** 0 whatever the verdicts; 3 where there is nothing to judge, or a comparison answers nothing. */
export function comparisonExitCode(comparisons: readonly Comparison[]): ExitCode {
  return comparisons.length === 0 || comparisons.some(isNotComparable) ? EXIT.measurement : EXIT.ok;
}
