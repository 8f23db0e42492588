import type { Clock } from "../../contract/clock.js";
import { type Nanoseconds, NS_PER_MILLISECOND } from "../../model/time.js";

export interface DelayLineOptions {
  /** When the request came in. */
  readonly beganNs: Nanoseconds;
  /** 0.05 is 5 %. */
  readonly slowdown: number;
  readonly clock: Clock;
  /** Told when there is room again after `put` had said that there is none. */
  readonly drained: () => void;
}

/** The parts of one answer on their way, in order. */
export interface DelayLine {
  /** The request went on to the server at `sentNs`: what came before is time of the proxy's own, and does not count. */
  sent(sentNs: Nanoseconds): void;
  /**
   * Takes a part that was read at `readNs`, to be forwarded when `1 + slowdown` times the server's time for it has passed since the
   * request came in.
   *
   * @param forward returns false where its reader takes no more until `resume` is called
   * @returns false where so much waits that nothing more should be read
   */
  put(readNs: Nanoseconds, bytes: number, forward: () => boolean): boolean;
  /** The reader takes more. */
  resume(): void;
  /** Forgets what waits. */
  cut(): void;
}

/** What waits at most before nothing more is read; answers are smaller, and a body that is not must not fill the memory. */
const MOST_WAITING_BYTES = 2 ** 20;

/**
 * An exact timer polls, and a proxy that polls for every token of every stream would take the processor that the client and the
 * meters need. An ordinary one is up to a millisecond late: it is aimed half of that too early, so that parts are on time on average.
 */
const LEEWAY_NS = NS_PER_MILLISECOND;
const AIM_EARLY_NS = LEEWAY_NS / 2;

interface Part {
  readonly dueNs: Nanoseconds;
  readonly bytes: number;
  readonly forward: () => boolean;
}

/**
 * Stretches one answer in time: every part leaves `1 + slowdown` times as long after the request as the server took for it, and never
 * before the part in front of it. Instants follow from the reading and not from when a timer fired, so late timers do not add
 * up; and what passing things on costs is a part of the slow-down, not added to it, as long as it is less.
 */
export function createDelayLine({ beganNs, slowdown, clock, drained }: DelayLineOptions): DelayLine {
  const waiting: Part[] = [];
  let serverBeganNs = beganNs;
  let waitingBytes = 0;
  let isStopped = false;
  let isFull = false;
  let cancelTimer: (() => void) | undefined;

  const forwardDue = (): void => {
    cancelTimer = undefined;
    for (let part = waiting[0]; part !== undefined && !isStopped; part = waiting[0]) {
      const aimedNs = part.dueNs - AIM_EARLY_NS;
      if (aimedNs > clock.nowNs()) {
        cancelTimer = clock.schedule(aimedNs, forwardDue, LEEWAY_NS);
        return;
      }
      waiting.shift();
      waitingBytes -= part.bytes;
      isStopped = !part.forward();
      if (isFull && waitingBytes < MOST_WAITING_BYTES / 2) {
        isFull = false;
        drained();
      }
    }
  };

  return {
    sent: (sentNs) => {
      serverBeganNs = sentNs;
    },
    put: (readNs, bytes, forward) => {
      const dueNs = Math.round(beganNs + (1 + slowdown) * (readNs - serverBeganNs));
      waiting.push({ dueNs, bytes, forward });
      waitingBytes += bytes;
      if (cancelTimer === undefined && !isStopped) forwardDue();
      isFull = waitingBytes >= MOST_WAITING_BYTES;
      return !isFull;
    },
    resume: () => {
      isStopped = false;
      if (cancelTimer === undefined) forwardDue();
    },
    cut: () => {
      cancelTimer?.();
      cancelTimer = undefined;
      waiting.length = 0;
      waitingBytes = 0;
      isStopped = true;
    },
  };
}
