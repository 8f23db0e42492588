import { jobNodes } from "../../../model/training-job.js";
import type { TrainingWorkload } from "../../../model/training-workload.js";
import type { MockOptions } from "../options.js";
import { tokensPerSecondOn } from "./node-speed.js";

/** What a mock system does in the measured steps of a training, on average. */
export interface ExpectedTraining {
  readonly tokensPerSecond: number;
  readonly watts: number;
  readonly tokensPerJoule: number;
  /** Mean time of a step, stalls between the measured steps included. */
  readonly stepSeconds: number;
  /** Share of the window in which the job stands still, in [0, 1]. */
  readonly stallShare: number;
}

export type TrainingWork = Pick<TrainingWorkload, "globalBatch" | "sequenceLength" | "warmUpSteps" | "steps" | "rung">;

/**
 * The truth behind a mock system that trains. With `B` tokens a step, `v` tokens/s on its nodes between stalls, `n` measured
 * steps after `w` of the warm-up, and a stall of `s` seconds after every `k`-th step, the window from the report of step `w`
 * to that of step `w + n` holds `m = floor((w + n - 1) / k) - floor((w - 1) / k)` stalls and lasts
 *
 *     W = n * B / v + m * s
 *
 * on average, so that tokens/s = n * B / W and watts = nodes * idle + joulesPerToken * n * B / W, whatever the coefficients of
 * variation. The factors from run to run are taken at their median, 1.
 *
 * @param nodes those of the workload's rung, or 1, where absent
 * @throws RangeError for a system that does not train, or whose job does not get through its steps
 */
export function expectedTraining(
  { training, energy }: Pick<MockOptions, "training" | "energy">,
  work: TrainingWork,
  nodes: number = jobNodes(work, undefined),
): ExpectedTraining {
  if (training === undefined) throw new RangeError("This mock system does not train.");
  const { stalls, faults, joulesPerToken } = training;
  if (faults?.ends !== undefined || faults?.requeuedAfterStep !== undefined) {
    throw new RangeError("No closed form for a job that does not get through its steps.");
  }
  const tokens = work.steps * work.globalBatch * work.sequenceLength;
  const stallSeconds = stalls === undefined ? 0 : stalls.seconds * stallsBetween(work, stalls.everySteps);
  const seconds = tokens / tokensPerSecondOn(nodes, training) + stallSeconds;
  const tokensPerSecond = tokens / seconds;
  const watts = nodes * energy.idleWatts + joulesPerToken * tokensPerSecond;
  return {
    tokensPerSecond,
    watts,
    tokensPerJoule: tokensPerSecond / watts,
    stepSeconds: seconds / work.steps,
    stallShare: stallSeconds / seconds,
  };
}

/** Stalls after the report at which the window begins and before the one at which it ends. */
function stallsBetween({ warmUpSteps, steps }: TrainingWork, everySteps: number): number {
  return Math.floor((warmUpSteps + steps - 1) / everySteps) - Math.floor((warmUpSteps - 1) / everySteps);
}
