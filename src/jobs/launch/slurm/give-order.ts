import { type Clock, sleepUntil } from "../../../contract/clock.js";
import type { JobObserver } from "../../../contract/job-launcher.js";
import { MeasurementError } from "../../../model/errors.js";
import { type Finding, failure } from "../../../model/finding.js";
import { NS_PER_SECOND } from "../../../model/time.js";
import type { FollowedJob } from "./follow-job.js";
import { watchOutage } from "./outage.js";
import type { Answer } from "./slurm-answer.js";

export interface OrderedJob {
  readonly id: number;
  readonly followed: Pick<FollowedJob, "ended" | "hasten">;
  readonly lostAfterSeconds: number;
  readonly clock: Clock;
  readonly observer: Pick<JobObserver, "report">;
}

const PAUSE_NS = 2 * NS_PER_SECOND;

/**
 * Gives Slurm an order for a job, and returns when Slurm has taken it or the job has ended. Where the controller does not answer,
 * the order is given again until it does.
 *
 * @param refused what it means when Slurm does not take the order, with its words
 * @throws MeasurementError `job-lost` where the controller stays away, or `refused`
 */
export async function giveOrder(
  order: () => Promise<Answer<undefined>>,
  refused: (words: string) => Finding,
  { id, followed, lostAfterSeconds, clock, observer }: OrderedJob,
): Promise<void> {
  const outage = watchOutage(
    (away) => failure("job-lost", { job: String(id), ...away }),
    lostAfterSeconds,
    clock,
    observer,
  );
  let hasEnded = false;
  const noted = (): void => {
    hasEnded = true;
  };
  void followed.ended.then(noted, noted);
  while (!hasEnded) {
    const answer = await order();
    if (answer.kind === "answer" || answer.kind === "unknown-job") return;
    if (answer.kind === "refused") throw new MeasurementError(refused(answer.words));
    outage.silent(answer.words);
    await sleepUntil(clock, clock.nowNs() + PAUSE_NS, undefined, PAUSE_NS / 10);
  }
}
