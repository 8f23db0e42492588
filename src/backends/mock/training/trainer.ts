import type { Clock } from "../../../contract/clock.js";
import type { Job, JobLauncher, JobObserver, JobRequest } from "../../../contract/job-launcher.js";
import { type Nanoseconds, NS_PER_SECOND } from "../../../model/time.js";
import type { TrainingWorkload } from "../../../model/training-workload.js";
import type { MockOptions } from "../options.js";
import type { MockTraining } from "./options.js";
import { playJob } from "./play-job.js";
import { scheduleJob } from "./schedule-job.js";
import { accountOf, type SpendingAccount } from "./spending-account.js";
import { drawTrainingParameters } from "./training-parameters.js";

export interface TrainerOptions {
  readonly options: Pick<MockOptions, "noise" | "energy">;
  readonly training: MockTraining;
  readonly workload: TrainingWorkload;
  /** Nodes that idle from the beginning on. */
  readonly nodes: number;
  /** Of the run: draws its speed, its appetite and every single time. */
  readonly seed: string;
  /** Draws the losses. */
  readonly dataSeed: string;
  readonly clock: Clock;
}

export interface MockTrainer {
  /** Launches jobs that take their time on the clock and do nothing; what they print is in tokwatt's own form. */
  readonly launcher: JobLauncher;
  /** Joules since the trainer was created, in closed form; `atNs` is the present. */
  energyJoules(atNs: Nanoseconds): number;
}

/**
 * Nodes with a known answer. A job is drawn whole when it is launched: every instant follows from the one before it and not from
 * when its timer fired, so late timers never add up, and energy does not wait for them.
 */
export function createMockTrainer(trainer: TrainerOptions): MockTrainer {
  const { options, training, workload, nodes, seed, dataSeed, clock } = trainer;
  const parameters = drawTrainingParameters(options, training, seed);
  const createdNs = clock.nowNs();
  const accounts: SpendingAccount[] = [];

  const launch = async (request: JobRequest, observer: JobObserver): Promise<Job> => {
    const schedule = scheduleJob({
      training,
      parameters,
      workload,
      nodes: Array.from({ length: request.nodes }, (_, index) => `mock-node-${index + 1}`),
      dataSeed,
      startNs: clock.nowNs(),
    });
    const account = accountOf(schedule.spendings);
    accounts.push(account);
    return playJob(schedule.moments, account, observer, clock);
  };

  return {
    launcher: { id: "mock", launch },
    energyJoules: (atNs) => {
      const idleJoules = nodes * parameters.idleWattsPerNode * ((atNs - createdNs) / NS_PER_SECOND);
      return accounts.reduce((joules, account) => joules + account.joules(atNs), idleJoules);
    },
  };
}
