import type { Random } from "../../contract/random.js";
import type { PromptPrefix } from "../../model/workload.js";
import { commonText } from "../prompts/prompt-text.js";
import type { WorkloadInputs } from "../workload-inputs.js";
import { drawUniqueText } from "./long-text.js";
import type { Drawing } from "./request-source.js";

/** Draws the text of a prompt whose length is known. */
export type TextDrawer = (length: number, index: number, random: Random) => Drawing<string>;

/** Texts that have in common what the workload says: nothing, or a beginning that is one of a few. */
export function createTextDrawer(prefix: PromptPrefix | undefined, seed: string, inputs: WorkloadInputs): TextDrawer {
  if (prefix === undefined || prefix.kind === "unique") {
    return (length, index, random) => drawUniqueText(length, index, random, inputs);
  }
  return function* (length, index, random) {
    const group = Math.floor(random() * prefix.groups);
    const shared = Math.round(length * prefix.share);
    const parts: string[] = [];
    if (shared > 0) parts.push(commonText(shared, `${seed}:prefix:${group}`, inputs.vocabulary));
    if (shared < length) parts.push(yield* drawUniqueText(length - shared, index, random, inputs));
    return parts.join(" ");
  };
}
