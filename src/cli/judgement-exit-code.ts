import type { Comparison, ComparisonRow } from "../model/comparison.js";
import { EXIT, type ExitCode } from "../model/exit-codes.js";
import type { Judgement } from "../model/judgement.js";

/**
 * Whether a comparison answers nothing of what it was made for: none of its primary rows is comparable. A reading by the
 * definitions of other tools judges nothing and has latencies alone: that the client was busy, for which its rows say that
 * they cannot be compared, does not make it useless.
 */
export function isNotComparable({ rows, definitions }: Comparison): boolean {
  const primary = rows.filter((row) => row.primary);
  const asked = primary.length === 0 ? rows : primary;
  return asked.every((row) => row.ratio.kind === "absent" || isBlocked(row, definitions !== undefined));
}

function isBlocked({ verdict, reasons }: ComparisonRow, isReading: boolean): boolean {
  if (verdict !== "not-comparable") return false;
  return !isReading || reasons.some(({ code }) => code !== "client-degraded");
}

/** 0 whatever the verdicts; 3 where there is nothing to judge, a comparison answers nothing, or a system has no usable run. */
export function judgementExitCode({ comparisons, summaries }: Judgement): ExitCode {
  const isEmpty = comparisons.length + summaries.length === 0;
  const isUseless = comparisons.some(isNotComparable) || summaries.some(({ runs }) => !runs.some((run) => run.used));
  return isEmpty || isUseless ? EXIT.measurement : EXIT.ok;
}
