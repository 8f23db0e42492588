import type { TraceRow } from "./arrivals/traces/trace-row.js";
import type { DatasetEntry } from "./prompts/dataset-entry.js";
import type { PromptVocabulary } from "./prompts/prompt-vocabulary.js";

/** What the drawing of arrivals and prompts needs beside the workload and the seed; the same on every worker. */
export interface WorkloadInputs {
  /** What prompts are made of. */
  readonly vocabulary: PromptVocabulary;
  /**
   * Makes the prompts of this run unlike those of any other, so that a server which has served the same suite before does
   * not know them: the run's id. Lengths and arrivals do not depend on it.
   */
  readonly salt: string;
  /** Rows of the arrival's trace, where it has one. */
  readonly trace?: readonly TraceRow[] | undefined;
  /** Entries of the workload's data set, where it has one. */
  readonly dataset?: readonly DatasetEntry[] | undefined;
}
