import type { Clock } from "../contract/clock.js";
import type { ExecutionObserver } from "../model/execution.js";
import type { ReadSuite } from "../suite/read-suite.js";

export interface ExecuteOptions {
  readonly suite: ReadSuite;
  readonly resultsDir: string;
  readonly resume: boolean;
  readonly observer: ExecutionObserver;
  /** Stops cleanly: the run in progress keeps all that it has, no further one starts. */
  readonly signal: AbortSignal;
  /** For `${NAME}` in a system file. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Makes the clock of one run; its instant 0 is the run's. */
  readonly createClock: () => Clock;
}
