import type { Comparison } from "../model/comparison.js";
import { EXIT, type ExitCode } from "../model/exit-codes.js";
import type { Judgement } from "../model/judgement.js";

/** Whether a comparison answers nothing of what it was made for: none of its primary rows is comparable. */
export function isNotComparable({ rows }: Comparison): boolean {
  const primary = rows.filter((row) => row.primary);
  const asked = primary.length === 0 ? rows : primary;
  return asked.every((row) => row.verdict === "not-comparable" || row.ratio.kind === "absent");
}

/** 0 whatever the verdicts; 3 where there is nothing to judge, a comparison answers nothing, or a system has no usable run. */
export function judgementExitCode({ comparisons, summaries }: Judgement): ExitCode {
  const isEmpty = comparisons.length + summaries.length === 0;
  const isUseless = comparisons.some(isNotComparable) || summaries.some(({ runs }) => !runs.some((run) => run.used));
  return isEmpty || isUseless ? EXIT.measurement : EXIT.ok;
}
