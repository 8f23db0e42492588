/** Order statistics of a set of durations, in milliseconds. */
export interface DelayStatistics {
  readonly count: number;
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** What the harness saw of itself during the window; judged against `ValidityLimits` when the record is read. */
export interface ClientSelfCheck {
  /** Sent minus scheduled, over the requests of an open-loop window. */
  readonly scheduleLateness: DelayStatistics;
  readonly eventLoopDelay: DelayStatistics;
  /** CPU seconds of this process per second of the window. */
  readonly cpuShare: number;
  /** Requests that the schedule put in the window, and those of them that were sent before the window's end. */
  readonly requestsDue: number;
  readonly requestsSent: number;
  readonly transport: string;
}
