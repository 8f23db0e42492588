import type { EndpointGroup } from "../../contract/endpoint.js";
import type { Finding } from "../../model/finding.js";
import type { Shard } from "../../model/run-record.js";
import type { InferenceWorkload } from "../../model/workload.js";
import type { RunWriter } from "../../records/run-writer.js";
import type { JoinedLoad } from "../join-outcomes.js";
import type { MonotonicClock } from "../monotonic-clock.js";
import type { PromptVocabulary } from "../prompts/prompt-vocabulary.js";

/** The load of one run. */
export interface LoadRequest {
  readonly workload: InferenceWorkload;
  /** The trial's `arrivalSeed`. */
  readonly seed: string;
  /** See `WorkloadInputs`. */
  readonly salt: string;
  readonly vocabulary: PromptVocabulary;
  /** Where the files beside the workload stand, by their SHA-256. */
  readonly files: ReadonlyMap<string, string>;
  readonly endpoints: EndpointGroup;
  readonly clock: MonotonicClock;
  /** The run's folder, where workers write their shards. */
  readonly directory: string;
  /** How many; `runInProcess` always is one. */
  readonly workers: number;
  /** Stops the load: what is under way ends as `cut`, and everything that was seen is kept. */
  readonly signal: AbortSignal;
  /** Told what workers print. */
  readonly log: (line: string) => void;
}

/** How a load ended. */
export interface LoadResult extends JoinedLoad {
  /** Set where the load generator itself failed: a worker died, a shard could not be written. */
  readonly failure?: Finding | undefined;
  readonly interrupted: boolean;
  readonly shards: readonly Shard[];
}

/**
 * Drives a load and resolves when it has ended and its shards are on the disk. What goes wrong in the load generator is a
 * result; only errors that nobody expected reject.
 */
export type LoadStarter = (request: LoadRequest, writer: RunWriter) => Promise<LoadResult>;
