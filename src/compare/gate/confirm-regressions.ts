import { type Finding, warning } from "../../model/finding.js";
import type { GateLine } from "../../model/gate.js";
import type { GateJudgement } from "./gate-judgement.js";

/** What a second, independent execution said of the suspects; or why there was none. */
export type SecondLook = { readonly lines: readonly GateLine[] } | { readonly missing: Finding };

/** The regressions of a judgement that nothing but a history speaks for: only fresh runs make an alarm of one. */
export function suspectsOf({ form, lines }: Pick<GateJudgement, "form" | "lines">): readonly GateLine[] {
  return form === "history" ? lines.filter(({ decision }) => decision === "regressed") : [];
}

/**
 * The judgement with its suspects confirmed, or turned into what is not decided: a false alarm needs two accidents then
 * (statistics.md Q6c).
 */
export function confirmRegressions(judgement: GateJudgement, second: SecondLook): GateJudgement {
  const suspects = new Set(suspectsOf(judgement));
  return { ...judgement, lines: judgement.lines.map((line) => (suspects.has(line) ? confirmed(line, second) : line)) };
}

function confirmed(line: GateLine, second: SecondLook): GateLine {
  if ("missing" in second) return undecided(line, second.missing);
  const again = second.lines.find((other) => keyOf(other) === keyOf(line));
  if (again?.decision === "regressed") return { ...line, isConfirmed: true };
  return undecided(line, warning("regression-not-confirmed", { decision: again?.decision ?? "not-comparable" }));
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
