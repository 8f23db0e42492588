import { type Finding, warning } from "../../model/finding.js";
import type { TokenCount } from "../../model/request-sample.js";
import type { InferenceWorkload } from "../../model/workload.js";
import type { ChatMessage } from "../stream-client.js";
import { countsTokens } from "./counts-tokens.js";
import type { PromptVocabulary } from "./prompt-vocabulary.js";

/**
 * Crosses the prompt lengths that were asked for with those that the server counted. What a chat template adds is the same
 * for all requests of as many messages; where the difference is not that, a prompt was not as long as it should have been.
 */
export interface PromptCountCheck {
  add(messages: readonly ChatMessage[], counted: TokenCount): void;
  /** One finding, also where no request is to blame, so that the counts of several workers can be added up. */
  counts(): readonly Finding[];
}

/** A check for loads whose prompts are of exact lengths; none for others, and for texts of a data set. */
export function promptCountCheckFor(
  workload: Pick<InferenceWorkload, "arrival" | "promptTokens" | "dataset">,
  { countedBy }: Pick<PromptVocabulary, "countedBy">,
): PromptCountCheck | undefined {
  const isExact = countsTokens(workload) && countedBy !== "nobody" && workload.dataset === undefined;
  return isExact ? createPromptCountCheck() : undefined;
}

export function createPromptCountCheck(): PromptCountCheck {
  /** Requests by what the server counted beyond the words, by the number of messages. */
  const byMessages = new Map<number, Map<number, number>>();
  return {
    add: (messages, { count, from }) => {
      if (from !== "usage") return;
      const words = messages.reduce((sum, { content }) => sum + wordsIn(content), 0);
      const differences = byMessages.get(messages.length) ?? new Map<number, number>();
      byMessages.set(messages.length, differences);
      differences.set(count - words, (differences.get(count - words) ?? 0) + 1);
    },
    counts: () => {
      const groups = [...byMessages.values()].map((differences) => [...differences.values()]);
      const of = groups.flat().reduce((sum, requests) => sum + requests, 0);
      // The most frequent difference is taken for the template's.
      const asAsked = groups.reduce((sum, requests) => sum + Math.max(...requests), 0);
      return [warning("prompt-tokens-missed", { requests: of - asAsked, of })];
    },
  };
}

/** Words of a text whose words are joined by single spaces. */
function wordsIn(text: string): number {
  if (text === "") return 0;
  let words = 1;
  for (let space = text.indexOf(" "); space !== -1; space = text.indexOf(" ", space + 1)) words += 1;
  return words;
}
