import type { WindowTokens } from "../contract/metric.js";
import type { RequestSample } from "../model/request-sample.js";
import type { TimeWindow } from "../model/time.js";
import type { BinnedEvents } from "../model/token-events.js";
import { meanTokensPerEvent } from "./resolve-events.js";

/**
 * Tokens of each bin of a giant run: those that the server counted, and the run's mean tokens per event for each event that
 * nobody counted, as `resolveEvents` has it. NaN in bins with such events where nobody counted in the whole run.
 */
export function binTokens(requests: readonly RequestSample[], binned: BinnedEvents): Float64Array {
  const fallback = meanTokensPerEvent(requests, (request) => request.contentEvents);
  return binned.tokens.map((tokens, bin) => {
    const uncounted = binned.uncountedEvents[bin] as number;
    return uncounted === 0 ? tokens : tokens + uncounted * fallback;
  });
}

/**
 * Output tokens inside the window. Its edges are those of bins; of a bin that it cuts nevertheless, as the window of a
 * damaged record may, it has the share of its length.
 */
export function binnedOutputTokens(
  requests: readonly RequestSample[],
  binned: BinnedEvents,
  window: TimeWindow,
): WindowTokens {
  const resolved = binTokens(requests, binned);
  let tokens = 0;
  let events = 0;
  let estimated = 0;
  for (let bin = 0; bin < resolved.length; bin += 1) {
    const share = binShare(binned, bin, window);
    // A bin outside may hold NaN, of which even no part is a number.
    if (share === 0) continue;
    const count = resolved[bin] as number;
    tokens += share * count;
    events += share * (binned.events[bin] as number);
    estimated += share * (count - (binned.tokens[bin] as number));
  }
  return { tokens, events, estimatedShare: tokens > 0 ? estimated / tokens : 0 };
}

/** Share of a bin's length that lies inside the window, 0 to 1. */
export function binShare({ startNs, endNs, binNs }: BinnedEvents, bin: number, window: TimeWindow): number {
  const fromNs = startNs + bin * binNs;
  const toNs = Math.min(fromNs + binNs, endNs);
  const overlapNs = Math.min(toNs, window.endNs) - Math.max(fromNs, window.startNs);
  return Math.max(0, overlapNs) / (toNs - fromNs);
}
