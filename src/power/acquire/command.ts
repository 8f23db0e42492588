import type { Clock } from "../../contract/clock.js";

/** Program and arguments; no shell reads them. */
export type Command = readonly [string, ...string[]];

export interface CommandAccessContext {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The whole environment of the commands: nothing else is inherited. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}
