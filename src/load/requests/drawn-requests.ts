import { namedRandom } from "../../contract/random.js";
import type { WorkloadInputs } from "../workload-inputs.js";
import { drawRequestLengths } from "./drawn-lengths.js";
import { type RequestFields, type RequestSource, singleMessage } from "./request-source.js";
import { createTextDrawer } from "./text-of-length.js";

/** Requests whose lengths are drawn from the workload's distributions, each from a stream of its own. */
export function createDrawnRequests(workload: RequestFields, seed: string, inputs: WorkloadInputs): RequestSource {
  const drawText = createTextDrawer(workload.promptPrefix, seed, inputs);
  return {
    draw: function* (index) {
      const random = namedRandom(seed, `request:${index}`);
      const { prompt, output } = drawRequestLengths(workload, random);
      return singleMessage(index, yield* drawText(prompt, index, random), output);
    },
    findings: () => [],
  };
}
