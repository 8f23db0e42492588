import type { Plan, Trial } from "../model/plan.js";

/** Knows which blocks of an execution are complete, and so when a rule to stop is to be asked. */
export interface BlockWatch {
  /** Takes note that a trial has a complete run. */
  completed(trial: Trial): void;
  /**
   * Whether the trial begins a block that may not be needed: one beyond the fewest, after a whole and complete one. A block that
   * has a run already is finished. True once for each block.
   */
  mayStopBefore(trial: Trial): boolean;
}

/** @param pending trials of the plan that have no complete run yet; the others are complete */
export function watchBlocks(plan: Plan, pending: readonly Trial[]): BlockWatch {
  const incomplete = new Set(pending.map(({ id }) => id));
  const asked = new Set<string>();
  const blockOf = ({ workloadId }: Trial, repeat: number): readonly Trial[] =>
    plan.trials.filter((trial) => trial.workloadId === workloadId && trial.repeat === repeat);
  return {
    completed: ({ id }) => incomplete.delete(id),
    mayStopBefore: (trial) => {
      if (plan.stop === undefined || trial.repeat <= plan.repeats) return false;
      const block = `${trial.workloadId} ${trial.repeat}`;
      if (asked.has(block)) return false;
      const isUntouched = blockOf(trial, trial.repeat).every(({ id }) => incomplete.has(id));
      const isDue = isUntouched && blockOf(trial, trial.repeat - 1).every(({ id }) => !incomplete.has(id));
      if (isDue) asked.add(block);
      return isDue;
    },
  };
}
