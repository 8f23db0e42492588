import type { Comparison, ComparisonRow, MarginTest } from "../model/comparison.js";
import { type Finding, note } from "../model/finding.js";
import { formatInterval, formatP } from "./format-number.js";

/** Of each test by itself. */
const TEST_LEVEL = 0.05;

const CODES = {
  equivalence: { shown: "equivalence-shown", open: "equivalence-not-shown", refuted: "equivalence-refuted" },
  "non-inferiority": {
    shown: "non-inferiority-shown",
    open: "non-inferiority-not-shown",
    refuted: "non-inferiority-refuted",
  },
} as const;

/** What the tests against the margins that the suite states say of a row, one finding each. */
export function marginTestFindings(
  { candidate, baseline }: Pick<Comparison, "candidate" | "baseline">,
  { tests = [], better }: Pick<ComparisonRow, "tests" | "better">,
): readonly Finding[] {
  const names = { candidate: candidate.systemId, baseline: baseline.systemId };
  return tests.map((test) => {
    const { kind, isShown, margin } = test;
    const limits = limitsOf(test, better);
    const state = isShown ? "shown" : isBeyond(test, limits) ? "refuted" : "open";
    return note(CODES[kind][state], { ...names, margin, ...numbersOf(test, limits) });
  });
}

/** Ratios between which the interval must lie; open on one side where only worse is told. */
function limitsOf({ kind, margin }: MarginTest, better: ComparisonRow["better"]): readonly [low: number, high: number] {
  if (kind === "equivalence") return [1 / (1 + margin), 1 + margin];
  return better === "lower" ? [0, 1 / (1 - margin)] : [1 - margin, Number.POSITIVE_INFINITY];
}

/** The whole interval lies on the wrong side: not "not shown", but shown to be otherwise. */
function isBeyond({ low, high }: MarginTest, [least, most]: readonly [number, number]): boolean {
  return high < least || low > most;
}

function numbersOf({ low, high, p }: MarginTest, limits: readonly number[]): Record<"low" | "high" | "p", string> {
  return { ...formatInterval(low, high, limits), p: formatP(p, TEST_LEVEL) };
}
