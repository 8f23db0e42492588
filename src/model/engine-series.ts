import type { Nanoseconds } from "./time.js";

/**
 * What serving engines say of themselves, under one name whatever the engine calls it. Gauges are values at the instant,
 * counters grow from the engine's start.
 */
export const ENGINE_GAUGES = ["requestsRunning", "requestsWaiting", "kvCacheUse"] as const;
export const ENGINE_COUNTERS = [
  "promptTokens",
  "generationTokens",
  "preemptions",
  "prefixCacheQueries",
  "prefixCacheHits",
  "requestsFinished",
] as const;
export type EngineGauge = (typeof ENGINE_GAUGES)[number];
export type EngineCounter = (typeof ENGINE_COUNTERS)[number];
export type EngineMetric = EngineGauge | EngineCounter;

/** One look at an engine's metrics page. A metric that the page does not have is absent, never 0. */
export interface EngineSample {
  /** When the page had been read; the engine wrote it at some time in the `withinNs` before. */
  readonly atNs: Nanoseconds;
  readonly withinNs: Nanoseconds;
  /** Index of the endpoint whose engine it is; absent where the system has only one. */
  readonly endpoint?: number | undefined;
  /** Requests and tokens as counts; `kvCacheUse` in [0, 1]. */
  readonly values: Readonly<Partial<Record<EngineMetric, number>>>;
}
