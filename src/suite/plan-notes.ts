import { type Finding, note, warning } from "../model/finding.js";
import type { Plan } from "../model/plan.js";
import { MINIMUM_RUNS } from "../statistics/interval-requirements.js";

/** What a plan cannot give, although it is valid: to be said before hours of machine time are spent on it. */
export function planNotes(plan: Plan): readonly Finding[] {
  const findings: Finding[] = [];
  if (plan.repeats < MINIMUM_RUNS) {
    findings.push(warning("plan-too-few-runs", { repeats: plan.repeats, minimum: MINIMUM_RUNS }));
  }
  for (const { id, phases, minimum } of plan.workloads) {
    if (phases.measureSeconds >= minimum.windowSeconds) continue;
    const data = { workload: id, seconds: phases.measureSeconds, minimumSeconds: minimum.windowSeconds };
    findings.push(warning("plan-demonstration", data));
  }
  if (plan.comparisons.length > 0) {
    const changing = plan.workloads.filter(({ arrival: { kind } }) => kind === "ramp" || kind === "steps");
    for (const { id } of changing) findings.push(warning("plan-rate-changes", { workload: id }));
  }
  if (plan.comparisons.length === 0) findings.push(note("plan-no-comparison"));
  else if (plan.order === "sequential") findings.push(note("plan-sequential"));
  return findings;
}
