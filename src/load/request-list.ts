import { namedRandom } from "../contract/random.js";
import type { InferenceWorkload } from "../model/workload.js";
import { drawLength } from "./length-draw.js";
import { drawPrompt } from "./request-text.js";
import type { StreamRequest } from "./stream-client.js";

/** Requests by index: request i of a seed is the same on every system, in whatever order requests are asked for. */
export interface RequestList {
  at(index: number): StreamRequest;
  /** Draws a request before it is due, so that the drawing does not make it late. */
  prepare(index: number): void;
}

/** @param seed the trial's `arrivalSeed` */
export function createRequestList(
  workload: Pick<InferenceWorkload, "promptWords" | "outputTokens">,
  seed: string,
): RequestList {
  const prepared = new Map<number, StreamRequest>();
  return {
    at: (index) => {
      const request = prepared.get(index) ?? drawRequest(workload, seed, index);
      prepared.delete(index);
      return request;
    },
    prepare: (index) => {
      if (!prepared.has(index)) prepared.set(index, drawRequest(workload, seed, index));
    },
  };
}

function drawRequest(
  workload: Pick<InferenceWorkload, "promptWords" | "outputTokens">,
  seed: string,
  index: number,
): StreamRequest {
  const random = namedRandom(seed, `request:${index}`);
  const outputTokens = drawLength(workload.outputTokens, random);
  const prompt = drawPrompt(drawLength(workload.promptWords, random), random);
  return { index, prompt, outputTokens };
}
