import type { Plan, Trial } from "../model/plan.js";

/**
 * Names one execution of a plan: suite, plan hash and the millisecond in which it began. Two jobs of a CI that share a results
 * folder begin in one second, and neither is in the ledger before both have chosen their names.
 */
export function newExecutionId(plan: Plan, wallUnixMs: number): string {
  const stamp = new Date(wallUnixMs).toISOString().replace(/[-:.]/g, "").toLowerCase();
  return `${plan.suite.id}-${plan.hash.slice(0, 8)}-${stamp}`;
}

/**
 * Names one run: its execution, the trial's place in the order, and the attempt where it is not the first.
 *
 * @param attempt from 1
 */
export function runIdOf(executionId: string, trial: Trial, attempt: number): string {
  const place = String(trial.index).padStart(3, "0");
  return `${executionId}-${place}-${trial.id}${attempt === 1 ? "" : `-attempt-${attempt}`}`;
}
