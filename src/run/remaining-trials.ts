import { InputError } from "../model/errors.js";
import type { LedgerEntry } from "../model/ledger-entry.js";
import type { Plan, Trial } from "../model/plan.js";
import { newExecutionId } from "./execution-id.js";

/** A trial that is still to be run, and which attempt at it this is. */
export interface PendingTrial {
  readonly trial: Trial;
  readonly attempt: number;
}

export interface ExecutionWork {
  readonly executionId: string;
  readonly pending: readonly PendingTrial[];
  readonly done: number;
}

/** A fresh execution: every trial, under a name that no other execution has. */
export function freshWork(plan: Plan, ledger: readonly LedgerEntry[], wallUnixMs: number): ExecutionWork {
  const taken = new Set(ledger.map((entry) => entry.executionId));
  const wanted = newExecutionId(plan, wallUnixMs);
  let executionId = wanted;
  // Two executions may begin in one millisecond.
  for (let number = 2; taken.has(executionId); number += 1) executionId = `${wanted}-${number}`;
  return { executionId, pending: plan.trials.map((trial) => ({ trial, attempt: 1 })), done: 0 };
}

/**
 * What is left of the last execution of a plan: the trials that have no complete run, failed and interrupted ones
 * included, each as its next attempt.
 *
 * @param isComplete whether the record of a run says that the run is complete
 * @throws InputError where there is nothing to resume
 */
export async function remainingWork(
  plan: Plan,
  ledger: readonly LedgerEntry[],
  isComplete: (runId: string) => Promise<boolean>,
): Promise<ExecutionWork> {
  const executionId = ledger.findLast((entry) => entry.planHash === plan.hash)?.executionId;
  if (executionId === undefined) {
    const data = { plan: plan.hash.slice(0, 12) };
    throw new InputError([{ code: "nothing-to-resume", data, hint: "run-without-resume" }]);
  }
  const pending: PendingTrial[] = [];
  for (const trial of plan.trials) {
    const attempts = ledger.filter((entry) => entry.executionId === executionId && entry.trialId === trial.id);
    const complete = await Promise.all(attempts.map((entry) => isComplete(entry.runId)));
    if (!complete.includes(true)) pending.push({ trial, attempt: attempts.length + 1 });
  }
  return { executionId, pending, done: plan.trials.length - pending.length };
}
