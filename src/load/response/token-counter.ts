import type { TokenCount } from "../../model/request-sample.js";
import type { Usage } from "../sse/openai-chunk.js";

/** Follows the token counts that a server states along one response. */
export interface TokenCounter {
  /**
   * Takes a chunk's usage. Returns the tokens of the chunk's content event, 0 where the server did not say.
   *
   * @param hasEvent whether the chunk is a content event
   */
  take(usage: Usage | undefined, hasEvent: boolean): number;
  promptTokens(): TokenCount;
  /** @param isComplete whether the response ended as the protocol says, so that its last usage is the final one */
  outputTokens(isComplete: boolean): TokenCount;
}

/** Nobody has counted. */
export const NO_COUNT: TokenCount = { count: 0, from: "none" };

/**
 * An event holds the tokens by which the count so far grew since the event before it, chunks without text included. That
 * is known only as long as every event has carried a count: usage that comes once, with the last event, is not a count
 * of that event's tokens.
 */
export function createTokenCounter(): TokenCounter {
  let last: Usage | undefined;
  let countedTokens = 0;
  let everyEventCounted = true;
  let eventSinceUsage = false;

  const eventTokens = (usage: Usage | undefined): number => {
    if (usage === undefined || usage.completionTokens < countedTokens) everyEventCounted = false;
    if (!everyEventCounted || usage === undefined) return 0;
    const tokens = usage.completionTokens - countedTokens;
    countedTokens = usage.completionTokens;
    return tokens;
  };

  return {
    take: (usage, hasEvent) => {
      if (usage !== undefined) last = usage;
      if (usage !== undefined || hasEvent) eventSinceUsage = usage === undefined;
      return hasEvent ? eventTokens(usage) : 0;
    },
    promptTokens: () => (last === undefined ? NO_COUNT : { count: last.promptTokens, from: "usage" }),
    outputTokens: (isComplete) => {
      if (isComplete && last !== undefined && !eventSinceUsage) return { count: last.completionTokens, from: "usage" };
      return countedTokens > 0 ? { count: countedTokens, from: "events" } : NO_COUNT;
    },
  };
}
