import type { ResolvedEvents } from "../contract/metric.js";
import type { RequestSample } from "../model/request-sample.js";
import type { RequestTokenEvents, TokenEvents } from "../model/token-events.js";

/**
 * Gives every content event its tokens.
 *
 * The server's final `usage` governs: it is spread over the request's events, in proportion to the per-event counts
 * where the server gave them, evenly where it did not. A request without `usage` (cut by the run's end, or failed) has its
 * per-event counts; where there are none either, every event stands for the mean number of tokens per event over the
 * run's requests that have a `usage`. Chunks are never taken for tokens: without any count in the whole run the tokens
 * are NaN and the metrics that need them are absent.
 *
 * A request with tokens and no event at all (a server that answers in one piece) gets one event at its end.
 */
export function resolveEvents(requests: readonly RequestSample[], tokenEvents: TokenEvents): readonly ResolvedEvents[] {
  const byRequest = new Map(tokenEvents.map((events) => [events.request, events]));
  const fallback = meanTokensPerEvent(requests, byRequest);
  const resolved: ResolvedEvents[] = [];
  for (const request of requests) {
    const events = byRequest.get(request.index);
    if (events === undefined || events.timesNs.length === 0) {
      const { count, from } = request.outputTokens;
      if (from === "none" || count === 0) continue;
      resolved.push({
        request,
        timesNs: Float64Array.of(request.endNs),
        tokens: Float64Array.of(count),
        counted: true,
      });
      continue;
    }
    resolved.push({ request, timesNs: events.timesNs, ...tokensOf(request, events, fallback) });
  }
  return resolved;
}

function tokensOf(
  request: RequestSample,
  events: RequestTokenEvents,
  fallback: number,
): { readonly tokens: Float64Array; readonly counted: boolean } {
  const length = events.timesNs.length;
  const told = sum(events.tokens);
  const usage = request.outputTokens.from === "usage" ? request.outputTokens.count : undefined;
  if (told > 0) {
    const scale = usage === undefined ? 1 : usage / told;
    return { tokens: Float64Array.from(events.tokens, (tokens) => tokens * scale), counted: true };
  }
  if (usage !== undefined) return { tokens: new Float64Array(length).fill(usage / length), counted: true };
  return { tokens: new Float64Array(length).fill(fallback), counted: false };
}

function meanTokensPerEvent(
  requests: readonly RequestSample[],
  byRequest: ReadonlyMap<number, RequestTokenEvents>,
): number {
  let tokens = 0;
  let events = 0;
  for (const request of requests) {
    const length = byRequest.get(request.index)?.timesNs.length ?? 0;
    if (request.outputTokens.from !== "usage" || length === 0) continue;
    tokens += request.outputTokens.count;
    events += length;
  }
  return events === 0 ? Number.NaN : tokens / events;
}

function sum(values: Uint16Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
