import type { Random } from "../../contract/random.js";
import { type DrawnLengths, drawLength, drawLengths } from "../length-draw.js";
import type { RequestFields } from "./request-source.js";

/**
 * Lengths of one request, in the unit that the workload counts its prompts in.
 *
 * @throws Error when the workload leaves one of them open: its check should have refused it
 */
export function drawRequestLengths(workload: RequestFields, random: Random): DrawnLengths {
  const { promptTokens, promptWords, lengthCorrelation = 0 } = workload;
  const prompts = promptTokens ?? promptWords;
  if (prompts === undefined) throw new Error("The workload does not say how long prompts are.");
  return drawLengths(prompts, outputsOf(workload), lengthCorrelation, random);
}

/** Length of an answer alone, where prompts come from elsewhere. */
export function drawOutputTokens(workload: RequestFields, random: Random): number {
  return drawLength(outputsOf(workload), random);
}

function outputsOf({ outputTokens }: RequestFields) {
  if (outputTokens === undefined) throw new Error("The workload does not say how long outputs are.");
  return outputTokens;
}
