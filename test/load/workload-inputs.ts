import { WORD_VOCABULARY } from "../../src/load/prompts/word-vocabulary.js";
import type { WorkloadInputs } from "../../src/load/workload-inputs.js";

/** What a workload without files is drawn with. */
export function workloadInputs(changes: Partial<WorkloadInputs> = {}): WorkloadInputs {
  return { vocabulary: WORD_VOCABULARY, salt: "run-1", ...changes };
}
