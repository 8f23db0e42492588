import type { Comparison, ComparisonRow, MarginTest } from "../model/comparison.js";
import { type Finding, note } from "../model/finding.js";
import { formatP, formatRatio } from "./format-number.js";

const CODES = {
  equivalence: { shown: "equivalence-shown", open: "equivalence-not-shown" },
  "non-inferiority": { shown: "non-inferiority-shown", open: "non-inferiority-not-shown" },
} as const;

/** What the tests against the margins that the suite states say of a row, one finding each. */
export function marginTestFindings(
  { candidate, baseline }: Pick<Comparison, "candidate" | "baseline">,
  { tests = [] }: ComparisonRow,
): readonly Finding[] {
  const names = { candidate: candidate.systemId, baseline: baseline.systemId };
  return tests.map((test) => {
    const { kind, isShown, margin } = test;
    return note(isShown ? CODES[kind].shown : CODES[kind].open, { ...names, margin, ...numbersOf(test) });
  });
}

function numbersOf({ low, high, p }: MarginTest): Record<"low" | "high" | "p", string> {
  const halfWidth = (high - low) / 2;
  return { low: formatRatio(low, halfWidth), high: formatRatio(high, halfWidth), p: formatP(p) };
}
