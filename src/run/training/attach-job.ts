import type { Clock } from "../../contract/clock.js";
import type { Job, JobLauncher, JobRequest } from "../../contract/job-launcher.js";
import { warning } from "../../model/finding.js";
import type { StepSample } from "../../model/step-sample.js";
import type { TrainingWorkload } from "../../model/training-workload.js";
import { findingOf } from "../finding-of.js";
import type { EarlyEnd } from "./end-early.js";
import { type HeldWriter, holdWriter } from "./held-writer.js";
import type { TrainingWriter } from "./training-writer.js";
import { type JobWatch, type JobWatchOptions, watchJob } from "./watch-job.js";

/** A job that an earlier attempt at the trial handed in, and left behind. */
export interface EarlierJob {
  readonly ticket: string;
  /** Folder of the attempt that launched it. */
  readonly keepIn: string;
  /** When it was handed in, in milliseconds since 1970. */
  readonly launchedUnixMs: number;
}

export interface AttachOptions {
  readonly earlier: EarlierJob;
  readonly launcher: JobLauncher;
  readonly request: JobRequest;
  readonly workload: TrainingWorkload;
  readonly watching: JobWatchOptions;
  readonly writer: TrainingWriter;
  readonly early: EarlyEnd;
  readonly clock: Clock;
}

/** A job that goes on under new eyes. */
export interface AttachedJob {
  readonly job: Job;
  readonly watch: JobWatch;
  readonly request: JobRequest;
  /** Number of the first step of which the report came while somebody was watching: nothing before it counts. */
  readonly liveStep: number;
}

/**
 * Goes on with a job that an earlier process handed in. What its log says of the time before is read at once, so that its instants
 * mean nothing; enough steps must be left from the first report on that is read as it is written.
 *
 * @returns undefined where the job has ended, is lost, or has too few steps left; it is then cancelled, and the record says why
 */
export async function attachJob(options: AttachOptions): Promise<AttachedJob | undefined> {
  const { earlier, launcher, workload, writer, early } = options;
  if (launcher.attach === undefined) return undefined;
  const request = { ...options.request, keepIn: earlier.keepIn };
  const { watch, held, live } = watchHeld(options);
  try {
    const job = await launcher.attach(earlier.ticket, request, watch.observer);
    const first = await Promise.race([live, job.ended, early.asked]);
    if ("outcome" in first) {
      writer.finding(warning("job-ended-meanwhile", { outcome: first.outcome }));
      return undefined;
    }
    // Somebody asked for its end: whoever called sees it off.
    const liveStep = "code" in first ? 0 : first.step;
    const { warmUpSteps, steps, minimum } = workload;
    const left = warmUpSteps + steps - Math.max(warmUpSteps, liveStep);
    const wanted = Math.min(minimum.steps, steps);
    if (left < wanted) {
      writer.finding(warning("reattached-too-late", { left, minimum: wanted }));
      await job.cancel();
      return undefined;
    }
    held.release();
    return { job, watch, request, liveStep };
  } catch (error) {
    writer.finding({ ...findingOf(error), severity: "warning" });
    return undefined;
  }
}

/** A watch that writes nothing yet, and the first report that was written after now. */
function watchHeld({ watching, writer, clock }: AttachOptions): {
  readonly watch: JobWatch;
  readonly held: HeldWriter;
  readonly live: Promise<StepSample>;
} {
  const attachedNs = clock.nowNs();
  const held = holdWriter(writer);
  let tellLive = (_sample: StepSample): void => {};
  const live = new Promise<StepSample>((resolve) => {
    tellLive = resolve;
  });
  const watch = watchJob({
    ...watching,
    writer: held,
    onStarted: (hosts) => held.later(() => watching.onStarted?.(hosts)),
    onRequeued: (reason) => held.later(() => watching.onRequeued?.(reason)),
    onSteps: (samples) => {
      const written = samples.find(({ atNs, withinNs }) => atNs - withinNs >= attachedNs);
      if (written !== undefined) tellLive(written);
      held.later(() => watching.onSteps?.(samples));
    },
  });
  return { watch, held, live };
}
