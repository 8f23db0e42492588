import { type Finding, warning } from "../model/finding.js";
import type { InferenceWorkload } from "../model/workload.js";
import type { PromptCountCheck } from "./prompts/prompt-count-check.js";
import type { EndedRequest } from "./request-runner.js";

/**
 * Tokens that a server may rightly count after the last text it sent: an end-of-sequence token, and up to three bytes of
 * a UTF-8 character that the end of the output cut.
 */
const TOKENS_WITHOUT_TEXT = 4;

/** Crosses the token counts of finished requests with each other. */
export interface UsageCheck {
  add(request: EndedRequest): void;
  /** One finding a check, with the number of requests: 0 too, so that the counts of several workers can be added up. */
  counts(): readonly Finding[];
}

/** @param prompts crosses the lengths of prompts too, where they are exact */
export function createUsageCheck(
  workload: Pick<InferenceWorkload, "outputPolicy">,
  prompts?: PromptCountCheck,
): UsageCheck {
  const absent = { requests: 0 };
  const unstreamed = { requests: 0 };
  const mismatch = { requests: 0, eventTokens: 0, usageTokens: 0 };
  const tooSmall = { requests: 0, events: 0, usageTokens: 0 };
  const missed = { requests: 0, requestedTokens: 0, outputTokens: 0 };
  let of = 0;
  return {
    add: ({ sample, messages, eventTokens, unstreamed: wholeBody }) => {
      if (sample.status !== "ok") return;
      of += 1;
      prompts?.add(messages, sample.promptTokens);
      const { count, from } = sample.outputTokens;
      if (wholeBody) unstreamed.requests += 1;
      if (from !== "usage") absent.requests += 1;
      else if (eventTokens > count || (eventTokens > 0 && count - eventTokens > TOKENS_WITHOUT_TEXT)) {
        mismatch.requests += 1;
        mismatch.eventTokens += eventTokens;
        mismatch.usageTokens += count;
      } else if (sample.contentEvents > count) {
        tooSmall.requests += 1;
        tooSmall.events += sample.contentEvents;
        tooSmall.usageTokens += count;
      }
      if (workload.outputPolicy === "exact" && from !== "none" && count !== sample.requestedOutputTokens) {
        missed.requests += 1;
        missed.requestedTokens += sample.requestedOutputTokens;
        missed.outputTokens += count;
      }
    },
    counts: () => [
      warning("usage-absent", { ...absent, of }),
      warning("usage-mismatch", { ...mismatch, of }),
      warning("usage-below-events", { ...tooSmall, of }),
      warning("output-length-missed", { ...missed, of }),
      warning("response-not-streamed", { ...unstreamed, of }),
      ...(prompts?.counts() ?? []),
    ],
  };
}
