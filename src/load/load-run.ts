import type { Clock } from "../contract/clock.js";
import type { EventCount } from "./event-count.js";
import type { LoadShare } from "./load-share.js";
import type { RequestList } from "./request-list.js";
import type { RequestRunner } from "./request-runner.js";
import type { WindowWatch } from "./window-watch.js";

/** What both kinds of run, timed and batch, work with. */
export interface LoadRun {
  readonly clock: Clock;
  readonly requests: RequestList;
  readonly share: LoadShare;
  readonly runner: RequestRunner;
  readonly watch: WindowWatch;
  readonly events: EventCount;
  /** Aborts when the run is interrupted, and when the harness itself has failed. */
  readonly signal: AbortSignal;
}
