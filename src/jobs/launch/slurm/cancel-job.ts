import { type Clock, sleepUntil } from "../../../contract/clock.js";
import type { JobObserver } from "../../../contract/job-launcher.js";
import { MeasurementError } from "../../../model/errors.js";
import { failure } from "../../../model/finding.js";
import { NS_PER_SECOND } from "../../../model/time.js";
import type { FollowedJob } from "./follow-job.js";
import { watchOutage } from "./outage.js";
import type { SlurmCommands } from "./slurm-commands.js";

const PAUSE_NS = 2 * NS_PER_SECOND;

/**
 * Has Slurm end a job, and returns when Slurm has taken the order. Where the controller does not answer, the order is given again
 * until it does.
 *
 * @throws MeasurementError `job-lost` where it stays away, `cancel-refused`
 */
export async function cancelJob(
  id: number,
  followed: FollowedJob,
  commands: SlurmCommands,
  lostAfterSeconds: number,
  clock: Clock,
  observer: Pick<JobObserver, "report">,
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
    const answer = await commands.cancel(id);
    followed.hasten();
    if (answer.kind === "answer" || answer.kind === "unknown-job") return;
    if (answer.kind === "refused") {
      throw new MeasurementError(failure("cancel-refused", { job: String(id), words: answer.words }));
    }
    outage.silent(answer.words);
    await sleepUntil(clock, clock.nowNs() + PAUSE_NS, undefined, PAUSE_NS / 10);
  }
}
