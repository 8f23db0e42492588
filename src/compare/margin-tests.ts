import type { MarginTest } from "../model/comparison.js";
import type { Margins, PlannedComparison } from "../model/plan.js";
import type { Direction } from "../model/verdict.js";
import { aboveLimitP, isEquivalent, tostP } from "../statistics/equivalence.js";
import { logErrorOf } from "./log-error.js";
import type { JudgedRatio } from "./ratio.js";

/** A metric as far as its tests need it. */
interface TestedMetric {
  readonly id: string;
  readonly better: Direction;
}

/**
 * The tests against margins that the suite stated (reference: statistics Q4): equivalence within 1 / (1 + m) and 1 + m, and that
 * the candidate is not worse than the baseline by more than m. Each at 5 % by itself, by the 90 % interval with systematic bounds.
 * Of a metric that has no better direction only equivalence can be tested.
 */
export function marginTests(
  { equivalence, nonInferiority }: Pick<PlannedComparison, "equivalence" | "nonInferiority">,
  metric: TestedMetric,
  ratio: JudgedRatio,
): readonly MarginTest[] {
  return [
    ...(equivalence === undefined ? [] : [equivalenceTest(marginOf(equivalence, metric), ratio)]),
    ...(nonInferiority === undefined || metric.better === "neither"
      ? []
      : [nonInferiorityTest(marginOf(nonInferiority, metric), metric.better, ratio)]),
  ];
}

export function hasMarginTests({
  equivalence,
  nonInferiority,
}: Pick<PlannedComparison, "equivalence" | "nonInferiority">): boolean {
  return equivalence !== undefined || nonInferiority !== undefined;
}

function marginOf({ metrics, default: usual }: Margins, { id }: TestedMetric): number {
  return metrics[id] ?? usual;
}

function equivalenceTest(
  margin: number,
  { estimate, equivalenceLow: low, equivalenceHigh: high }: JudgedRatio,
): MarginTest {
  const p = tostP(logErrorOf(estimate), margin);
  return { kind: "equivalence", margin, low, high, p, isShown: isEquivalent(low, high, margin) };
}

/** "At least 95 % of the baseline" of a metric that is better when higher; "at most 1 / 0.95 of it" of one that is better when lower. */
function nonInferiorityTest(
  margin: number,
  better: "higher" | "lower",
  { estimate, equivalenceLow: low, equivalenceHigh: high }: JudgedRatio,
): MarginTest {
  const error = logErrorOf(estimate);
  const limit = 1 - margin;
  const turned = better === "higher" ? error : { ...error, ratio: 1 / error.ratio };
  const worst = better === "higher" ? low : 1 / high;
  return { kind: "non-inferiority", margin, low, high, p: aboveLimitP(turned, limit), isShown: worst > limit };
}
