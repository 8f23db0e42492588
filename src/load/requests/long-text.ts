import type { Random } from "../../contract/random.js";
import { drawWords } from "../prompts/draw-words.js";
import { uniqueText } from "../prompts/prompt-text.js";
import type { WorkloadInputs } from "../workload-inputs.js";
import type { Drawing } from "./request-source.js";

/** Words that are drawn in one go: about a third of a millisecond. */
export const SLICE_WORDS = 8192;

/** A text like no other (`uniqueText`), drawn slice by slice. */
export function* drawUniqueText(
  length: number,
  index: number,
  random: Random,
  { salt, vocabulary }: WorkloadInputs,
): Drawing<string> {
  const slices = [uniqueText(Math.min(length, SLICE_WORDS), salt, index, vocabulary, random)];
  for (let left = length - SLICE_WORDS; left > 0; left -= SLICE_WORDS) {
    yield;
    slices.push(drawWords(Math.min(left, SLICE_WORDS), vocabulary.words, random));
  }
  return slices.join(" ");
}
