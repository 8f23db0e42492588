import { type Finding, warning } from "../../model/finding.js";
import type { GateLine } from "../../model/gate.js";
import { distinct, type GateJudgement } from "./gate-judgement.js";

/** What a second, independent execution said of the suspects; or why there was none. */
export type SecondLook = Pick<GateJudgement, "lines" | "unusable"> | { readonly missing: Finding };

/** The regressions of a judgement that nothing but a history speaks for: only fresh runs make an alarm of one. */
export function suspectsOf({ form, lines }: Pick<GateJudgement, "form" | "lines">): readonly GateLine[] {
  return form === "history" ? lines.filter(({ decision }) => decision === "regressed") : [];
}

/**
 * The judgement with its suspects confirmed, or turned into what is not decided: a false alarm needs two accidents then
 * (statistics.md Q6c). Fresh runs that broke say nothing: they neither confirm a suspect nor clear it, and a gate whose
 * confirmation has trials without a usable run is as broken as one whose own runs have.
 */
export function confirmRegressions(judgement: GateJudgement, second: SecondLook): GateJudgement {
  const suspects = new Set(suspectsOf(judgement));
  if (suspects.size === 0) return judgement;
  const lines = judgement.lines.map((line) => (suspects.has(line) ? confirmed(line, second) : line));
  const unusable = judgement.unusable ?? ("missing" in second ? undefined : second.unusable);
  return { ...judgement, lines, ...(unusable === undefined ? {} : { unusable }) };
}

function confirmed(line: GateLine, second: SecondLook): GateLine {
  if ("missing" in second) return undecided(line, second.missing);
  const again = second.lines.find((other) => keyOf(other) === keyOf(line));
  if (again?.decision === "regressed") return { ...line, isConfirmed: true };
  if (again === undefined || again.decision === "not-comparable") {
    const reasons = [warning("regression-confirmation-broken"), ...line.reasons, ...(again?.reasons ?? [])];
    const decision = { verdict: "not-comparable", decision: "not-comparable", isProven: false } as const;
    return { ...line, ...decision, reasons: distinct(reasons) };
  }
  return undecided(line, warning("regression-not-confirmed", { decision: again.decision }));
}

function undecided(line: GateLine, reason: Finding): GateLine {
  const { reasons } = line;
  return {
    ...line,
    verdict: "inconclusive",
    decision: "inconclusive",
    isProven: false,
    isConfirmed: false,
    reasons: [reason, ...reasons],
  };
}

/** What a line is about, whichever execution it comes from. */
export function keyOf({
  systemId,
  workload,
  metricId,
}: Pick<GateLine, "systemId" | "metricId"> & { readonly workload: { readonly id: string } }): string {
  return JSON.stringify([systemId, workload.id, metricId]);
}
