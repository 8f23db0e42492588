import type { InferenceView, ResolvedEvents, WindowTokens } from "../contract/metric.js";
import { isInside, type TimeWindow } from "../model/time.js";

/** Output tokens inside the window (DESIGN section 5): of events, not of finished requests. NaN where nobody counted. */
export function windowOutputTokens(resolvedEvents: readonly ResolvedEvents[], window: TimeWindow): WindowTokens {
  let tokens = 0;
  let events = 0;
  let estimated = 0;
  for (const resolved of resolvedEvents) {
    for (let index = 0; index < resolved.timesNs.length; index += 1) {
      if (!isInside(window, resolved.timesNs[index] as number)) continue;
      const count = resolved.tokens[index] as number;
      tokens += count;
      events += 1;
      if (!resolved.counted) estimated += count;
    }
  }
  return { tokens, events, estimatedShare: tokens > 0 ? estimated / tokens : 0 };
}

/**
 * Prompt tokens of the requests whose first token came inside the window: by then their prompt was computed. A request
 * without a count of its own stands for the mean of those that have one; NaN where none has.
 */
export function windowPromptTokens(run: InferenceView): number {
  const counted = run.requests.filter((request) => request.promptTokens.from !== "none");
  const mean = counted.reduce((sum, request) => sum + request.promptTokens.count, 0) / counted.length;
  let tokens = 0;
  for (const request of run.requests) {
    if (request.firstTokenNs === undefined || !isInside(run.window, request.firstTokenNs)) continue;
    tokens += request.promptTokens.from === "none" ? mean : request.promptTokens.count;
  }
  return tokens;
}
