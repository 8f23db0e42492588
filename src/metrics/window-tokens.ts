import type { InferenceView, ResolvedEvents, WindowTokens } from "../contract/metric.js";
import { eachRequest } from "../model/request-list.js";
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
  let counted = 0;
  let sum = 0;
  eachRequest(run.requests, ({ promptTokens }) => {
    if (promptTokens.from === "none") return;
    counted += 1;
    sum += promptTokens.count;
  });
  const mean = sum / counted;
  let tokens = 0;
  eachRequest(run.requests, ({ firstTokenNs, promptTokens }) => {
    if (firstTokenNs === undefined || !isInside(run.window, firstTokenNs)) return;
    tokens += promptTokens.from === "none" ? mean : promptTokens.count;
  });
  return tokens;
}
