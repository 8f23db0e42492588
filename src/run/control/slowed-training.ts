import type { Clock } from "../../contract/clock.js";
import type { Job } from "../../contract/job-launcher.js";
import { type Finding, failure } from "../../model/finding.js";
import { findingOf } from "../finding-of.js";
import { holdJob } from "./hold-job.js";
import { reportSlowdown, type SlowdownReport } from "./slowdown-report.js";

export interface SlowTrainingOptions {
  /** 0.05 is 5 %; undefined: nothing is done to the job. */
  readonly slowdown: number | undefined;
  readonly plan: LaunchedBy;
  readonly clock: Clock;
  /** Asks for the job's end. */
  readonly ask: (reason: Finding) => void;
}

/** The part of a job's plan that says who launches it. */
interface LaunchedBy {
  readonly facts: { readonly launcher: string };
}

/** A training that is slowed, or left alone. */
export interface SlowedTraining {
  /** The job runs. */
  started(): void;
  /** A step was reported. */
  stepped(): void;
  /** The job is there. One whose launcher cannot hold it is ended: a control that does nothing must not count. */
  take(job: Job): void;
  /** The job, which is let go before it is cancelled: one that stands still cannot end itself. */
  cancelled(job: Job): Pick<Job, "ended" | "cancel">;
  /** Lets the job go. May be called again. @returns what came of it */
  stop(): Promise<SlowdownReport>;
}

export function slowTraining({ slowdown, plan, clock, ask }: SlowTrainingOptions): SlowedTraining {
  if (slowdown === undefined) {
    const nothing = (): void => {};
    return {
      started: nothing,
      stepped: nothing,
      take: nothing,
      cancelled: (job) => job,
      stop: async () => ({ findings: [] }),
    };
  }
  const held = holdJob({ slowdown, clock, failed: (error) => ask(findingOf(error)) });
  let isPossible = false;
  return {
    started: held.started,
    stepped: held.stepped,
    take: ({ holding }) => {
      isPossible = holding !== undefined;
      if (holding === undefined) ask(controlNotPossible(plan));
      else held.take(holding);
    },
    cancelled: (job) => ({
      ended: job.ended,
      cancel: async () => {
        await held.stop();
        await job.cancel();
      },
    }),
    stop: async () => {
      await held.stop();
      return isPossible ? reportSlowdown(slowdown, held.addedShare()) : { findings: [] };
    },
  };
}

/** Why nothing can be done to a job. */
export function controlNotPossible({ facts }: LaunchedBy): Finding {
  return failure("control-not-possible", { launcher: facts.launcher });
}
