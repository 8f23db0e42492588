import type { Clock } from "../../../contract/clock.js";
import type { Job, JobEvent, JobObserver } from "../../../contract/job-launcher.js";
import type { JobMoment } from "./schedule-job.js";
import type { SpendingAccount } from "./spending-account.js";

type JobEnd = Extract<JobEvent, { kind: "ended" }>;

/**
 * Lets a job that was drawn beforehand happen. What it prints is handed over when its timer fires, stamped then, and says by how
 * much that is later than it was due (`withinNs`).
 *
 * @param moments in order; the last one is the job's end
 * @param account is stopped when the job is cancelled
 */
export function playJob(
  moments: readonly JobMoment[],
  account: SpendingAccount,
  observer: JobObserver,
  clock: Clock,
): Job {
  const encoder = new TextEncoder();
  let resolveEnd: (end: JobEnd) => void;
  const ended = new Promise<JobEnd>((resolve) => {
    resolveEnd = resolve;
  });
  let next = 0;
  let cancelTimer: (() => void) | undefined;
  let isOver = false;

  const happens = (event: JobEvent): void => {
    observer.event(event);
    if (event.kind !== "ended") return;
    isOver = true;
    resolveEnd(event);
  };
  const handOver = (moment: JobMoment): void => {
    const nowNs = clock.nowNs();
    if ("event" in moment) happens({ ...moment.event, atNs: nowNs });
    else observer.output(encoder.encode(`${moment.text}\n`), nowNs, nowNs - moment.atNs);
  };
  /** A timer of the real clock may be later than the next moments too. */
  const handOverDue = (): void => {
    for (let moment = moments[next]; moment !== undefined && !isOver; moment = moments[next]) {
      if (moment.atNs > clock.nowNs()) {
        cancelTimer = clock.schedule(moment.atNs, handOverDue);
        return;
      }
      next += 1;
      handOver(moment);
    }
  };

  handOverDue();
  return {
    ticket: "mock",
    ended,
    cancel: async () => {
      if (isOver) return;
      cancelTimer?.();
      const atNs = clock.nowNs();
      account.stop(atNs);
      happens({ kind: "ended", atNs, outcome: "cancelled", detail: "cancelled" });
    },
  };
}
