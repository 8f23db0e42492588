import type { Finding } from "./finding.js";
import type { Plan, Trial } from "./plan.js";
import type { RunState } from "./run-record.js";

/** What happens while a suite is executed; observers show it and never steer it. */
export interface ExecutionObserver {
  started(plan: Plan, executionId: string, trialsToRun: readonly Trial[], trialsDone: number): void;
  trialStarted(trial: Trial, runId: string): void;
  trialEnded(trial: Trial, runId: string, state: RunState, findings: readonly Finding[]): void;
  /** Trials of one workload that are not needed: those before them are enough for the plan's rule to stop. */
  trialsSkipped?(trials: readonly Trial[]): void;
  /** A line of a child process or adapter. */
  log(line: string): void;
}

export interface ExecutionResult {
  readonly executionId: string;
  readonly plan: Plan;
  readonly runs: readonly {
    readonly runId: string;
    readonly state: RunState;
    readonly failure?: Finding | undefined;
  }[];
  readonly interrupted: boolean;
}
