import type { Nanoseconds } from "./time.js";

/**
 * What an event carried. `empty` is a chunk with choices and without text: the role alone, a finish reason, half a
 * character. It is no content event and counts for nothing but the definitions of tools that do count it.
 */
export const EVENT_KINDS = ["content", "reasoning", "tool-call", "empty"] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Index of `empty` in `EVENT_KINDS`. */
export const EMPTY_EVENT = 3;

/** Every chunk event of one request, in order of arrival. Arrays have one element an event. */
export interface RequestTokenEvents {
  readonly request: number;
  /** Arrival in nanoseconds since the run's start. */
  readonly timesNs: Float64Array;
  /** Tokens that the server said the event holds; 0 where it did not say. */
  readonly tokens: Uint16Array;
  /** Index into `EVENT_KINDS`. */
  readonly kinds: Uint8Array;
}

export type TokenEvents = readonly RequestTokenEvents[];

/**
 * The events of a giant run, summed up as they came: what its metrics need, without every single instant. Bins are
 * half-open; bin 0 begins at `startNs`, which is the start of the measured window, and the last one ends with it at
 * `endNs`, so that the window's edges are bin edges. Events outside the window are in no bin. Where the window's end is not
 * known beforehand, as that of a batch, `endNs` is later than any event.
 */
export interface BinnedEvents {
  readonly startNs: Nanoseconds;
  readonly endNs: Nanoseconds;
  readonly binNs: Nanoseconds;
  /** Tokens of each bin that a count of the server backs; fractions where a count was spread over events. */
  readonly tokens: Float64Array;
  /**
   * Content events of each bin, and those of them whose request nobody counted. A request with tokens and without any
   * event stands in `events` once, at its end.
   */
  readonly events: Float64Array;
  readonly uncountedEvents: Float64Array;
  /** Gaps between successive content events of one request that end inside the window, as a histogram. */
  readonly gaps: GapHistogram;
  /** The same gaps of those requests whose tokens per event are known, divided by the tokens of the later event. */
  readonly tokenGaps: GapHistogram;
  /** Requests of the measure phase that ended well with any token, and those of them whose tokens per event are known. */
  readonly requests: number;
  readonly requestsWithKnownTokens: number;
}

/** Counts by logarithmic buckets of at most 0.1 % width: `valuesNs` ascending, the middle of each bucket that has any. */
export interface GapHistogram {
  readonly valuesNs: Float64Array;
  readonly counts: Float64Array;
}
