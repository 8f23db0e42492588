import type { BurstStatistics, DelayStatistics } from "../model/self-check.js";

/**
 * What one worker saw of itself during the measured window, unreduced where it takes all workers to reduce it: percentiles
 * are taken of what all of them saw together and never averaged. Plain data and typed arrays: it crosses processes.
 */
export interface WorkerReadings {
  /** Alias of its shard. */
  readonly alias: string;
  readonly transport: string;
  /** Length of the window as it was, in seconds. */
  readonly windowSeconds: number;
  /** Sent minus scheduled of each request of an open-loop window, in nanoseconds; empty in a closed loop and a batch. */
  readonly latenessNs: Float64Array;
  /** Lag of each probe on the receive path, in nanoseconds. */
  readonly receiveLagNs: Float64Array;
  readonly eventLoopDelay: DelayStatistics;
  readonly cpuSeconds: number;
  /** How long its event loop was ready to run and had no processor; absent where the system does not say. */
  readonly processorWaitSeconds?: number | undefined;
  readonly bursts: BurstStatistics;
  readonly requestsDue: number;
  readonly requestsSent: number;
  readonly eventsRead: number;
  /** Most requests that were due and not yet sent at one instant. */
  readonly largestBacklog: number;
}
