import { type Clock, sleepUntil } from "../../contract/clock.js";
import type { JobHolding } from "../../contract/job-launcher.js";
import { type Nanoseconds, NS_PER_SECOND } from "../../model/time.js";

export interface HeldJobOptions {
  /** 0.05 is 5 %. */
  readonly slowdown: number;
  readonly clock: Clock;
  /** Told where the job could not be held, or not be let go on. */
  readonly failed: (error: unknown) => void;
}

/** A job that is held for a part of its time. */
export interface HeldJob {
  /** The job is there; one that an earlier process may have left held goes on. */
  take(holding: JobHolding): void;
  /** It runs. */
  started(): void;
  /** It has said that a step is done. */
  stepped(): void;
  /** Holds it no more. May be called again. */
  stop(): Promise<void>;
  /** Time for which it was held over the time for which it ran; 0 for one that never ran. */
  addedShare(): number;
}

/** Without a step, it is held when it owes so many times the shortest hold, and at least so long. */
const PATIENCE = 5;
const PATIENCE_NS = NS_PER_SECOND / 2;

/**
 * Makes a job take `1 + slowdown` times as long. It owes that part of the time for which it has run, less the time for which it was
 * held: what it owes is paid as soon as a step is reported, and by the clock where none is for long.
 *
 * An accelerator works on for a while at what its host has queued before it was held, so that very short holds would do nothing.
 * When a step is reported its loss has been read, and the queue is as short as it gets. How long a hold really took is measured
 * and made up for by the next one, so that neither signals nor timers that are late add up.
 */
export function holdJob({ slowdown, clock, failed }: HeldJobOptions): HeldJob {
  const over = new AbortController();
  let holding: JobHolding | undefined;
  let isRunning = false;
  let beganNs: Nanoseconds | undefined;
  let endedNs: Nanoseconds | undefined;
  let heldNs: Nanoseconds = 0;
  let paying: Promise<void> | undefined;
  let cancelTimer: (() => void) | undefined;

  const ranNs = (): Nanoseconds =>
    beganNs === undefined ? 0 : Math.max(0, (endedNs ?? clock.nowNs()) - beganNs - heldNs);
  const owedNs = (): Nanoseconds => slowdown * ranNs() - heldNs;
  const schedule = (job: JobHolding): void => {
    const lackingNs = Math.max(PATIENCE * job.shortestNs, PATIENCE_NS) - owedNs();
    const dueNs = Math.ceil(clock.nowNs() + Math.max(0, lackingNs) / slowdown);
    cancelTimer = clock.schedule(dueNs, () => pay(job), job.shortestNs / 10);
  };
  const pay = (job: JobHolding): void => {
    if (paying !== undefined || over.signal.aborted) return;
    cancelTimer?.();
    paying = goOnAfter(holdOnce(job, owedNs()), job);
  };
  const goOnAfter = async (done: Promise<void>, job: JobHolding): Promise<void> => {
    try {
      await done;
    } catch (error) {
      // Of a job that is over, or is about to be cancelled, nothing more is wanted.
      if (!over.signal.aborted) failed(error);
      return;
    }
    paying = undefined;
    if (!over.signal.aborted) schedule(job);
  };
  const holdOnce = async (job: JobHolding, forNs: Nanoseconds): Promise<void> => {
    await job.hold();
    const sinceNs = clock.nowNs();
    await sleepUntil(clock, Math.round(sinceNs + forNs), over.signal, job.shortestNs / 10);
    await job.resume();
    heldNs += Math.max(0, (endedNs ?? clock.nowNs()) - sinceNs);
  };
  const begin = (): void => {
    if (holding === undefined || !isRunning || beganNs !== undefined || over.signal.aborted) return;
    beganNs = clock.nowNs();
    paying = goOnAfter(holding.resume(), holding);
  };

  return {
    take: (job) => {
      holding = job;
      begin();
    },
    started: () => {
      isRunning = true;
      begin();
    },
    stepped: () => {
      if (holding !== undefined && owedNs() >= holding.shortestNs) pay(holding);
    },
    stop: async () => {
      cancelTimer?.();
      over.abort();
      endedNs ??= clock.nowNs();
      await paying;
    },
    addedShare: () => {
      const ran = ranNs();
      return ran === 0 ? 0 : heldNs / ran;
    },
  };
}
