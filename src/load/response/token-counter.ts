import type { TokenCount } from "../../model/request-sample.js";
import type { Usage } from "../sse/openai-chunk.js";

/** Nobody has counted. */
export const NO_COUNT: TokenCount = { count: 0, from: "none" };

/**
 * Follows the token counts that a server states along one response.
 *
 * An event holds the tokens by which the count so far grew since the event before it, chunks without text included. That
 * is known only as long as every event has carried a count: usage that comes once, with the last event, is not a count
 * of that event's tokens.
 */
export class TokenCounter {
  private hasUsage = false;
  private everyEventCounted = true;
  private eventSinceUsage = false;
  private lastPromptTokens = 0;
  private lastCompletionTokens = 0;
  private countedTokens = 0;

  /**
   * Takes a chunk's usage. Returns the tokens of the chunk's content event, 0 where the server did not say.
   *
   * @param hasEvent whether the chunk is a content event
   */
  take(usage: Usage | undefined, hasEvent: boolean): number {
    if (usage !== undefined) return this.takeCounts(usage.promptTokens, usage.completionTokens, hasEvent);
    if (hasEvent) this.takeUncounted();
    return 0;
  }

  /** The same for a chunk with usage, without an object for it. */
  takeCounts(promptTokens: number, completionTokens: number, hasEvent: boolean): number {
    this.hasUsage = true;
    this.eventSinceUsage = false;
    this.lastPromptTokens = promptTokens;
    this.lastCompletionTokens = completionTokens;
    return hasEvent ? this.eventTokens(completionTokens) : 0;
  }

  /** The same for a content event without usage. */
  takeUncounted(): void {
    this.eventSinceUsage = true;
    this.everyEventCounted = false;
  }

  promptTokens(): TokenCount {
    return this.hasUsage ? { count: this.lastPromptTokens, from: "usage" } : NO_COUNT;
  }

  /** @param isComplete whether the response ended as the protocol says, so that its last usage is the final one */
  outputTokens(isComplete: boolean): TokenCount {
    if (isComplete && this.hasUsage && !this.eventSinceUsage)
      return { count: this.lastCompletionTokens, from: "usage" };
    return this.countedTokens > 0 ? { count: this.countedTokens, from: "events" } : NO_COUNT;
  }

  private eventTokens(completionTokens: number): number {
    if (completionTokens < this.countedTokens) this.everyEventCounted = false;
    if (!this.everyEventCounted) return 0;
    const tokens = completionTokens - this.countedTokens;
    this.countedTokens = completionTokens;
    return tokens;
  }
}
