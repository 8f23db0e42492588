import type { DatasetEntry } from "./dataset-entry.js";

/** `nobody`: a tool, or a role that is not known; what it says is left out. */
export type Speaker = "user" | "assistant" | "system" | "nobody";

/** One message of a conversation that somebody had. */
export interface Said {
  readonly by: Speaker;
  readonly text: string;
}

const BETWEEN = "\n\n";

/**
 * Puts a conversation into turns and their answers. Messages of one side in a row are one; what a system prompt says stands
 * before the first turn; answers before it are left out.
 *
 * @returns undefined where no user says anything
 */
export function turnsOf(conversation: readonly Said[]): DatasetEntry | undefined {
  const turns: string[] = [];
  const answers: string[] = [];
  const instructions: string[] = [];
  for (const { by, text } of conversation) {
    if (text.trim() === "") continue;
    if (by === "system") instructions.push(text);
    else if (by === "user" && turns.length > answers.length) join(turns, text);
    else if (by === "user") turns.push(text);
    else if (by === "assistant" && turns.length > answers.length) answers.push(text);
    else if (by === "assistant" && turns.length > 0) join(answers, text);
  }
  const [first, ...others] = turns;
  if (first === undefined) return undefined;
  return { turns: [[...instructions, first].join(BETWEEN), ...others], answers };
}

/** Adds to the last of the texts. */
function join(texts: string[], text: string): void {
  const last = texts.pop();
  texts.push(last === undefined ? text : last + BETWEEN + text);
}
