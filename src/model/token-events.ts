/** What an event carried. */
export const EVENT_KINDS = ["content", "reasoning", "tool-call"] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Every content event of one request, in order of arrival. Arrays have one element an event. */
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
