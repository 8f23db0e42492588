import type { MonotonicClock } from "../load/monotonic-clock.js";
import type { LoadStarter } from "../load/workers/load-starter.js";
import type { ExecutionObserver } from "../model/execution.js";
import type { ReadSuite } from "../suite/read-suite.js";
import type { DelayStarter } from "./control/delay-starter.js";

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
  readonly createClock: () => MonotonicClock;
  /** Processes that drive each load; as the load needs, where absent. */
  readonly workers?: number | undefined;
  /** How loads are driven: by processes of their own, where absent. */
  readonly startLoad?: LoadStarter | undefined;
  /** How a slow-down is put into a system that asks for one: by a process of its own, where absent. */
  readonly startDelay?: DelayStarter | undefined;
  /**
   * Whether the runs that a workload has are enough for the plan's rule to stop; asked after every complete block from block
   * `repeats` on, before a further one is begun. Without it all blocks are run.
   */
  readonly isEnough?: ((workloadId: string, executionId: string) => Promise<boolean>) | undefined;
}
