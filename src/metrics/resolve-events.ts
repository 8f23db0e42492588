import type { ResolvedEvents } from "../contract/metric.js";
import { contentEventsOf, knownTokens, spreadTokens } from "../model/event-tokens.js";
import { eachRequest } from "../model/request-list.js";
import type { RequestSample } from "../model/request-sample.js";
import type { RequestTokenEvents, TokenEvents } from "../model/token-events.js";

/**
 * Gives every content event its tokens. Empty chunks count for nothing.
 *
 * The server's counts govern, see `spreadTokens`. A request without any (cut by the run's end, or failed) has the mean
 * number of tokens per event over the run's requests that have a `usage` for each of its events. Chunks are never taken
 * for tokens: without any count in the whole run the tokens are NaN and the metrics that need them are absent.
 *
 * A request with tokens and no event at all (a server that answers in one piece) gets one event at its end.
 */
export function resolveEvents(requests: readonly RequestSample[], tokenEvents: TokenEvents): readonly ResolvedEvents[] {
  const byRequest = new Map(tokenEvents.map((events) => [events.request, contentEventsOf(events)]));
  const eventsOf = ({ index }: RequestSample): RequestTokenEvents | undefined => byRequest.get(index);
  const fallback = meanTokensPerEvent(requests, (request) => eventsOf(request)?.timesNs.length ?? 0);
  const resolved: ResolvedEvents[] = [];
  for (const request of requests) {
    const events = eventsOf(request);
    if (events !== undefined && events.timesNs.length > 0) {
      const { timesNs } = events;
      const spread = spreadTokens(request, events);
      const tokens = spread ?? new Float64Array(timesNs.length).fill(fallback);
      const known = knownTokens(request, events);
      resolved.push({ request, timesNs, tokens, counted: spread !== undefined, known });
      continue;
    }
    const { count, from } = request.outputTokens;
    if (from === "none" || count === 0) continue;
    const tokens = Float64Array.of(count);
    resolved.push({ request, timesNs: Float64Array.of(request.endNs), tokens, counted: true, known: tokens });
  }
  return resolved;
}

/** Tokens of an event that nobody counted: the mean over the requests with a `usage`; NaN where no request has one. */
export function meanTokensPerEvent(
  requests: readonly RequestSample[],
  eventsOf: (request: RequestSample) => number,
): number {
  let tokens = 0;
  let events = 0;
  eachRequest(requests, (request) => {
    const count = eventsOf(request);
    if (request.outputTokens.from !== "usage" || count === 0) return;
    tokens += request.outputTokens.count;
    events += count;
  });
  return events === 0 ? Number.NaN : tokens / events;
}
