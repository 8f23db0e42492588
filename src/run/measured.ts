import type { Finding } from "../model/finding.js";
import type { RunState, RunWindows, Shard, SystemDescription } from "../model/run-record.js";
import type { ClientSelfCheck } from "../model/self-check.js";
import type { TrainingFacts } from "../model/training-facts.js";

/** How a run ended, with what its manifest says of it. */
export interface Measured {
  readonly state: Exclude<RunState, "running">;
  readonly description: SystemDescription;
  readonly windows?: RunWindows | undefined;
  /** What the load generator saw of itself; absent where nobody drove a load. */
  readonly client?: ClientSelfCheck | undefined;
  /** Beside those that the run began with; one of the same alias takes the other's place. */
  readonly shards: readonly Shard[];
  /** Names of the endpoints where there are several. */
  readonly endpoints?: readonly string[] | undefined;
  /** Set for training. */
  readonly training?: TrainingFacts | undefined;
  /** Folder of the job's own files, which nobody needs once the run is complete. */
  readonly keptIn?: string | undefined;
  readonly failure?: Finding | undefined;
}
