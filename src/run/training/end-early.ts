import { type Clock, sleepUntil } from "../../contract/clock.js";
import type { Job } from "../../contract/job-launcher.js";
import { type Finding, failure } from "../../model/finding.js";
import { type Nanoseconds, NS_PER_SECOND } from "../../model/time.js";

export interface EarlyEndOptions {
  readonly clock: Clock;
  /** The user wants to stop. */
  readonly signal: AbortSignal;
  /** Resolves where the record can be written no more. */
  readonly failed: Promise<Finding>;
}

/** Why a job is ended before it ends by itself. The first reason counts. */
export interface EarlyEnd {
  reason(): Finding | undefined;
  /** Resolves with the reason; stays pending as long as there is none. */
  readonly asked: Promise<Finding>;
  ask(reason: Finding): void;
  /** The job must have ended by then; in place of any limit before. @param reason what is said of one that has not */
  limit(atNs: Nanoseconds, reason: () => Finding): void;
  /** Nobody can ask any more. */
  release(): void;
}

/** A tenth of a second late is early enough for a limit of minutes. */
const LEEWAY_NS = NS_PER_SECOND / 10;

export function watchEarlyEnd({ clock, signal, failed }: EarlyEndOptions): EarlyEnd {
  let isOver = false;
  let first: Finding | undefined;
  let limited = new AbortController();
  let tell = (_reason: Finding): void => {};
  const asked = new Promise<Finding>((resolve) => {
    tell = resolve;
  });
  const ask = (reason: Finding): void => {
    if (isOver) return;
    first ??= reason;
    tell(first);
  };
  const interrupt = (): void => ask(failure("interrupted"));
  if (signal.aborted) interrupt();
  signal.addEventListener("abort", interrupt, { once: true });
  void failed.then(ask);
  return {
    reason: () => first,
    asked,
    ask,
    limit: (atNs, reason) => {
      limited.abort();
      const current = new AbortController();
      limited = current;
      void sleepUntil(clock, atNs, current.signal, LEEWAY_NS).then(() => {
        if (!current.signal.aborted) ask(reason());
      });
    },
    release: () => {
      isOver = true;
      limited.abort();
      signal.removeEventListener("abort", interrupt);
    },
  };
}

/** How a job was seen off. */
export interface SeenOff {
  /** Absent where it may still run. */
  readonly end?: Awaited<Job["ended"]> | undefined;
  /** Why nobody knows whether it still runs. */
  readonly lost?: Finding | undefined;
}

/**
 * Waits for the end of a job, which is cancelled as soon as anybody asks for that. A job that cannot even be cancelled is waited
 * for no more.
 *
 * @param findingOf what an error says
 */
export function seeOff(
  job: Pick<Job, "ended" | "cancel">,
  early: Pick<EarlyEnd, "asked">,
  findingOf: (error: unknown) => Finding,
): Promise<SeenOff> {
  const lost = (error: unknown): SeenOff => ({ lost: findingOf(error) });
  const ended = job.ended.then((end): SeenOff => ({ end }), lost);
  const cancelled = early.asked.then(() => job.cancel()).then(() => ended, lost);
  return Promise.race([ended, cancelled]);
}
