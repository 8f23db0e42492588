import { namedRandom } from "../../contract/random.js";
import type { PromptDataset } from "../../model/workload.js";
import type { WorkloadInputs } from "../workload-inputs.js";
import { createDatasetOrder } from "./dataset-order.js";
import { drawOutputTokens } from "./drawn-lengths.js";
import { type RequestFields, type RequestSource, singleMessage } from "./request-source.js";

/** Prompts of a data set; of a conversation the first turn. An answer is as long as the entry says, else as drawn. */
export function createDatasetRequests(
  workload: RequestFields,
  dataset: PromptDataset,
  seed: string,
  inputs: WorkloadInputs,
): RequestSource {
  const order = createDatasetOrder(dataset, inputs.dataset, seed);
  return {
    // biome-ignore lint/correctness/useYield: the text is there already
    draw: function* (index) {
      const { turns, outputTokens } = order.at(index);
      const output = outputTokens ?? drawOutputTokens(workload, namedRandom(seed, `request:${index}`));
      return singleMessage(index, turns[0] ?? "", output);
    },
    findings: order.findings,
  };
}
