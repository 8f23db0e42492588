import { type Clock, sleepUntil } from "../../../contract/clock.js";
import type { JobObserver } from "../../../contract/job-launcher.js";
import { MeasurementError } from "../../../model/errors.js";
import { failure } from "../../../model/finding.js";
import { NS_PER_SECOND } from "../../../model/time.js";
import { watchOutage } from "./outage.js";
import type { SlurmCommands } from "./slurm-commands.js";

export interface Submission {
  readonly sbatchArguments: readonly string[];
  /** Path of the batch script: no other job has the same. */
  readonly script: string;
  readonly lostAfterSeconds: number;
}

const PAUSE_NS = 2 * NS_PER_SECOND;

/**
 * Hands a job in once. Where the controller does not answer, the job may have been taken and only the reply been lost: it is
 * looked for before it is handed in again.
 *
 * @returns its number
 * @throws MeasurementError `job-refused`, `job-not-taken`
 */
export async function submitJob(
  { sbatchArguments, script, lostAfterSeconds }: Submission,
  commands: SlurmCommands,
  clock: Clock,
  observer: Pick<JobObserver, "report">,
): Promise<number> {
  const outage = watchOutage(
    (away) => failure("job-not-taken", { scheduler: "slurm", ...away }),
    lostAfterSeconds,
    clock,
    observer,
  );
  for (let isRepeated = false; ; isRepeated = true) {
    if (isRepeated) {
      const found = await commands.findByScript(script);
      if (found.kind !== "answer") {
        outage.silent(found.kind === "unknown-job" ? "" : found.words);
        await sleepUntil(clock, clock.nowNs() + PAUSE_NS, undefined, PAUSE_NS / 10);
        continue;
      }
      outage.answered();
      const last = found.value.at(-1);
      if (last !== undefined) return last;
    }
    const submitted = await commands.submit(sbatchArguments);
    if (submitted.kind === "answer") {
      outage.answered();
      return submitted.value;
    }
    const words = submitted.kind === "unknown-job" ? "Invalid job id" : submitted.words;
    if (submitted.kind !== "no-answer")
      throw new MeasurementError(failure("job-refused", { scheduler: "slurm", words }));
    outage.silent(words);
    await sleepUntil(clock, clock.nowNs() + PAUSE_NS, undefined, PAUSE_NS / 10);
  }
}
