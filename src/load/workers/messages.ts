import type { EndpointGroup } from "../../contract/endpoint.js";
import type { Finding } from "../../model/finding.js";
import type { Nanoseconds } from "../../model/time.js";
import type { InferenceWorkload } from "../../model/workload.js";
import type { LoadOutcome } from "../drive-load.js";
import type { LoadShare } from "../load-share.js";
import type { PromptVocabulary } from "../prompts/prompt-vocabulary.js";

/** What a worker must know to carry its share: plain data, so that it may be carried anywhere. */
export interface ShareTask {
  readonly workload: InferenceWorkload;
  readonly seed: string;
  readonly salt: string;
  readonly vocabulary: PromptVocabulary;
  readonly files: ReadonlyMap<string, string>;
  readonly endpoints: EndpointGroup;
  readonly share: LoadShare;
  /** Of the shard. */
  readonly alias: string;
}

/** A task for another process of this host. */
export interface WorkerTask extends ShareTask {
  /** Zero of the run's clock, as `process.hrtime.bigint()` says it. */
  readonly zeroHrtimeNs: bigint;
  /** The run's folder. */
  readonly directory: string;
}

/**
 * What the coordinator says. `task` comes first and `begin` when all workers are ready; `batch` when all have warmed the
 * server up; `cut` at any time, and the last.
 */
export type ToWorker =
  | { readonly kind: "task"; readonly task: WorkerTask }
  | { readonly kind: "begin"; readonly startNs: Nanoseconds }
  | { readonly kind: "batch"; readonly startNs: Nanoseconds }
  | { readonly kind: "cut" };

/** How a worker ended by itself. `failure`: why it could not go on; the load of the others is then worth nothing. */
export type WorkerEnding =
  | { readonly outcome: LoadOutcome; readonly failure?: undefined }
  | { readonly outcome?: undefined; readonly failure: Finding };

/** What a worker says: `ready` when the load may begin, `warm` when its part of a batch may, `ended` last. */
export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "warm" }
  | { readonly kind: "ended"; readonly ending: WorkerEnding };

/** Stages that the coordinator waits for. */
export type WorkerStage = Exclude<FromWorker["kind"], "ended">;
