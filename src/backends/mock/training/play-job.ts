import type { Clock } from "../../../contract/clock.js";
import type { Job, JobEvent, JobObserver } from "../../../contract/job-launcher.js";
import { type Nanoseconds, NS_PER_MILLISECOND } from "../../../model/time.js";
import type { JobMoment } from "./schedule-job.js";
import type { SpendingAccount } from "./spending-account.js";

type JobEnd = Extract<JobEvent, { kind: "ended" }>;

/**
 * Lets a job that was drawn beforehand happen, later by as long as it is held. What it prints is handed over when its timer
 * fires, stamped then, and says by how much that is later than it was due (`withinNs`).
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
  /** By how much everything is later than it was drawn. */
  let heldNs: Nanoseconds = 0;
  let heldSinceNs: Nanoseconds | undefined;
  /** Of `heldNs`, what was before its last line. */
  let printedHeldNs: Nanoseconds = 0;

  const happens = (event: JobEvent): void => {
    observer.event(event);
    if (event.kind !== "ended") return;
    isOver = true;
    resolveEnd(event);
  };
  const handOver = (moment: JobMoment): void => {
    const nowNs = clock.nowNs();
    if ("event" in moment) {
      happens({ ...moment.event, atNs: nowNs });
      return;
    }
    const text = moment.text(heldNs - printedHeldNs);
    printedHeldNs = heldNs;
    observer.output(encoder.encode(`${text}\n`), nowNs, nowNs - (moment.atNs + heldNs));
  };
  /** A timer of the real clock may be later than the next moments too. */
  const handOverDue = (): void => {
    for (let moment = moments[next]; moment !== undefined && !isOver; moment = moments[next]) {
      if (heldSinceNs !== undefined) return;
      const dueNs = moment.atNs + heldNs;
      if (dueNs > clock.nowNs()) {
        cancelTimer = clock.schedule(dueNs, handOverDue);
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
    holding: {
      shortestNs: NS_PER_MILLISECOND,
      hold: async () => {
        if (isOver || heldSinceNs !== undefined) return;
        cancelTimer?.();
        heldSinceNs = clock.nowNs();
        account.hold(heldSinceNs);
      },
      resume: async () => {
        if (isOver || heldSinceNs === undefined) return;
        const nowNs = clock.nowNs();
        heldNs += nowNs - heldSinceNs;
        heldSinceNs = undefined;
        account.resume(nowNs);
        handOverDue();
      },
    },
    cancel: async () => {
      if (isOver) return;
      cancelTimer?.();
      const atNs = clock.nowNs();
      account.stop(atNs);
      happens({ kind: "ended", atNs, outcome: "cancelled", detail: "cancelled" });
    },
  };
}
