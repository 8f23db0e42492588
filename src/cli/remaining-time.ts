import type { Plan, Trial } from "../model/plan.js";
import { estimateTrialSeconds } from "../suite/estimate-time.js";

/** How long the trials that are left will take: as planned, until one of the same cell has shown how long it really takes. */
export interface RemainingTime {
  /** Takes note of how long a trial took. */
  observe(trial: Trial, seconds: number): void;
  /** Seconds for `trials`, of which the first has been running for `elapsedSeconds`. */
  secondsFor(trials: readonly Trial[], elapsedSeconds: number): number;
}

export function createRemainingTime({ workloads }: Plan): RemainingTime {
  const planned = new Map(workloads.map((workload) => [workload.id, estimateTrialSeconds(workload)]));
  const seen = new Map<string, { sum: number; count: number }>();
  const cell = ({ systemId, workloadId }: Trial) => `${systemId} ${workloadId}`;
  const expected = (trial: Trial): number => {
    const known = seen.get(cell(trial));
    return known === undefined ? (planned.get(trial.workloadId) ?? 0) : known.sum / known.count;
  };
  return {
    observe: (trial, seconds) => {
      const { sum, count } = seen.get(cell(trial)) ?? { sum: 0, count: 0 };
      seen.set(cell(trial), { sum: sum + seconds, count: count + 1 });
    },
    secondsFor: (trials, elapsedSeconds) => {
      const [first, ...later] = trials;
      if (first === undefined) return 0;
      // A trial that takes longer than expected is about to end: it never makes the others shorter.
      const current = Math.max(0, expected(first) - elapsedSeconds);
      return later.reduce((sum, trial) => sum + expected(trial), current);
    },
  };
}
