import { InputError } from "../model/errors.js";
import type { Plan, Trial } from "../model/plan.js";
import type { Results } from "../records/results-reader.js";
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

/**
 * What an execution has to run. A fresh one runs every trial; a resumed one continues the last execution of the same
 * plan and runs the trials that have no complete run, failed and interrupted ones included.
 *
 * @throws InputError where there is nothing to resume
 */
export function remainingTrials(plan: Plan, results: Results, resume: boolean, wallUnixMs: number): ExecutionWork {
  if (!resume) {
    const pending = plan.trials.map((trial) => ({ trial, attempt: 1 }));
    return { executionId: unusedId(newExecutionId(plan, wallUnixMs), results), pending, done: 0 };
  }
  const executionId = results.ledger.findLast((entry) => entry.planHash === plan.hash)?.executionId;
  if (executionId === undefined) {
    throw new InputError([
      { code: "nothing-to-resume", data: { plan: plan.hash.slice(0, 12) }, hint: "run-without-resume" },
    ]);
  }
  const entries = results.ledger.filter((entry) => entry.executionId === executionId);
  const pending = plan.trials.flatMap((trial) => {
    const attempts = entries.filter((entry) => entry.trialId === trial.id);
    const isDone = attempts.some((entry) => results.runs.get(entry.runId)?.manifest.state === "complete");
    return isDone ? [] : [{ trial, attempt: attempts.length + 1 }];
  });
  return { executionId, pending, done: plan.trials.length - pending.length };
}

/** Two executions that begin in one second must not share a name. */
function unusedId(wanted: string, results: Results): string {
  const taken = new Set(results.ledger.map((entry) => entry.executionId));
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}-${number}`;
  return id;
}
