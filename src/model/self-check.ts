/** Order statistics of a set of durations, in milliseconds. */
export interface DelayStatistics {
  readonly count: number;
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Turns of the event loop in which more than one read was waiting: the last of them is stamped late by their length. */
export interface BurstStatistics {
  readonly bursts: number;
  /** Those that took longer than `BURST_LATE_MS`. */
  readonly late: number;
  readonly longestMs: number;
}

/** A burst is late when its last read was stamped so long after its first. */
export const BURST_LATE_MS = 5;

/** What one worker (one process of the load generator) saw of itself during the window. */
export interface WorkerSelfCheck {
  /** Alias of its shard. */
  readonly alias: string;
  readonly requestsSent: number;
  readonly eventsRead: number;
  /** CPU seconds of the process per second of the window. */
  readonly cpuShare: number;
  /** Share of the window in which its event loop was ready to run and had no processor; absent where the system does not say. */
  readonly processorWaitShare?: number | undefined;
  readonly eventLoopDelay: DelayStatistics;
  readonly receiveLag: DelayStatistics;
  readonly bursts: BurstStatistics;
}

/** What this machine's client can do at most with so many workers, as `tokwatt calibrate` found it. */
export interface ClientCeiling {
  readonly workers: number;
  readonly requestsPerSecond: number;
  readonly eventsPerSecond: number;
}

/**
 * What the harness saw of itself during the window; judged against `ValidityLimits` when the record is read. Fields that may
 * be absent are those that records of older versions lack.
 */
export interface ClientSelfCheck {
  /** Sent minus scheduled, over the requests of an open-loop window, of all workers together. */
  readonly scheduleLateness: DelayStatistics;
  /** Of the worker with the largest p99. */
  readonly eventLoopDelay: DelayStatistics;
  /** CPU seconds per second of the window, of the busiest worker: each can use one core. */
  readonly cpuShare: number;
  /**
   * Requests that the schedule put in the window, and those of them that were sent, or found no server to send them to, until
   * 10 ms after its end.
   */
  readonly requestsDue: number;
  readonly requestsSent: number;
  readonly transport: string;
  /** Of the worker that waited longest for a processor. */
  readonly processorWaitShare?: number | undefined;
  /** From the writing of a probe on another thread to its stamp on the receive path, of all workers together. */
  readonly receiveLag?: DelayStatistics | undefined;
  /** Of all workers together. */
  readonly bursts?: BurstStatistics | undefined;
  /** Requests due (offered) and sent (achieved) per second of the window, events read per second. */
  readonly offeredRequestsPerSecond?: number | undefined;
  readonly achievedRequestsPerSecond?: number | undefined;
  readonly eventsPerSecond?: number | undefined;
  /** Most requests that were due and not yet sent at one instant, of one worker. */
  readonly largestBacklog?: number | undefined;
  readonly workers?: readonly WorkerSelfCheck[] | undefined;
  /** Absent where this machine was not calibrated. */
  readonly ceiling?: ClientCeiling | undefined;
}
