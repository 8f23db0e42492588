import type { Clock } from "../../../contract/clock.js";
import type { JobObserver } from "../../../contract/job-launcher.js";
import { MeasurementError } from "../../../model/errors.js";
import { type Finding, note, warning } from "../../../model/finding.js";
import { type Nanoseconds, NS_PER_SECOND } from "../../../model/time.js";

/** Watches how long the controller has not answered. */
export interface OutageWatch {
  /** It did not answer. Throws `MeasurementError` when that has gone on for too long. */
  silent(words: string): void;
  answered(): void;
}

/**
 * Reports once that the controller is away, and once that it is back. A controller that is away is no end of a job.
 *
 * @param lost what it means when it stays away for longer than `lostAfterSeconds`
 */
export function watchOutage(
  lost: (outage: { readonly seconds: number; readonly words: string }) => Finding,
  lostAfterSeconds: number,
  clock: Clock,
  observer: Pick<JobObserver, "report">,
): OutageWatch {
  let sinceNs: Nanoseconds | undefined;
  const seconds = (): number => (sinceNs === undefined ? 0 : Math.round((clock.nowNs() - sinceNs) / NS_PER_SECOND));
  return {
    silent: (words) => {
      if (sinceNs === undefined) {
        sinceNs = clock.nowNs();
        observer.report(warning("scheduler-silent", { scheduler: "slurm", words }));
      }
      if (clock.nowNs() - sinceNs < lostAfterSeconds * NS_PER_SECOND) return;
      throw new MeasurementError(lost({ seconds: seconds(), words }));
    },
    answered: () => {
      if (sinceNs === undefined) return;
      observer.report(note("scheduler-back", { scheduler: "slurm", seconds: seconds() }));
      sinceNs = undefined;
    },
  };
}
