import { type Finding, note } from "../../model/finding.js";
import type { GateDecision, GateLine } from "../../model/gate.js";
import { roundDigits } from "../../model/round-digits.js";
import type { Verdict } from "../../model/verdict.js";
import { decideGate, gateInterval } from "../../statistics/gate-decision.js";
import { holm } from "../../statistics/p-adjust.js";
import { changeOf, type TurnedRatio } from "./turned-ratio.js";

/** A line of which everything is known but the decision. */
export interface OpenLine {
  readonly line: Omit<GateLine, "change" | "verdict" | "decision" | "isProven" | "reasons">;
  /** Why it must not be judged, whatever its interval says; empty where it may be. */
  readonly obstacles: readonly Finding[];
  /** What the decision rests on, or why there is no interval. */
  readonly test: TurnedRatio | Finding;
  /** What else a reader of the line must know. */
  readonly remarks: readonly Finding[];
  /** What would decide it, where it is not decided. */
  readonly advice?: readonly Finding[] | undefined;
}

/** Confidence of the two-sided interval whose inclusion is the equivalence test at 5 %. */
const EQUIVALENCE = 0.9;

/**
 * Decides the lines of one gate by its rule (statistics.md Q6), with Holm's adjustment over all of them: a gate says one thing
 * about one commit, so its false alarms are counted once, however many metrics, workloads and systems it looks at. The intervals
 * stay the plain ones.
 *
 * @param family tests of the gate that these lines are a part of, where there are more: the others count as those that found
 *   nothing
 * @returns in the order of `open`
 */
export function decideLines(open: readonly OpenLine[], family = 0): readonly GateLine[] {
  const tested = open.flatMap(({ obstacles, test }) => (obstacles.length === 0 && isRatio(test) ? [test] : []));
  const tests = Math.max(tested.length, family);
  const adjusted = new Map<TurnedRatio, number>();
  if (tests > 1) {
    const others = new Array<number>(tests - tested.length).fill(1);
    const ps = holm([...tested.map(({ p }) => p), ...others]);
    for (const [index, test] of tested.entries()) adjusted.set(test, ps[index] ?? 1);
  }
  return open.map((one) => decideLine(one, isRatio(one.test) ? adjusted.get(one.test) : undefined, tests));
}

function decideLine(open: OpenLine, adjustedP: number | undefined, tests: number): GateLine {
  const { line, obstacles, test, remarks, advice = [] } = open;
  if (obstacles.length > 0) {
    const change = isRatio(test) ? { change: changeOf(test, undefined) } : {};
    const decision = { verdict: "not-comparable", decision: "not-comparable", isProven: false } as const;
    return { ...line, ...change, ...decision, reasons: [...obstacles, ...remarks] };
  }
  if (!isRatio(test)) {
    const decision = { verdict: "inconclusive", decision: "inconclusive", isProven: false } as const;
    return { ...line, ...decision, reasons: [test, ...remarks] };
  }
  const { bounds, confidence } = test;
  const { decision, isProven } = decideGate(test, line.margin, { bounds, confidence, adjustedP });
  const alone = decideGate(test, line.margin, { bounds, confidence }).decision;
  const forbidden = adjustedP !== undefined && alone !== decision ? [heldBack(adjustedP, tests)] : [];
  return {
    ...line,
    change: changeOf(test, adjustedP),
    verdict: verdictOf(decision, test, line.margin),
    decision,
    isProven,
    reasons: [...forbidden, ...(decision === "inconclusive" ? advice : []), ...remarks],
  };
}

/** That a metric alone would have been a regression or an improvement. */
function heldBack(adjustedP: number, tests: number): Finding {
  return note("gate-holm-holds-back", { p: roundDigits(adjustedP, 3), tests });
}

/** `ok` is shown not to be worse; it is equivalent only where it is shown not to be better either. */
function verdictOf(decision: GateDecision, test: TurnedRatio, margin: number): Verdict {
  if (decision === "regressed") return "worse";
  if (decision === "improved") return "better";
  if (decision !== "ok") return decision;
  return gateInterval(test, EQUIVALENCE, test.bounds).high < 1 / (1 - margin) ? "equivalent" : "inconclusive";
}

function isRatio(test: OpenLine["test"]): test is TurnedRatio {
  return "ratio" in test;
}
