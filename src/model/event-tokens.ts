import type { RequestSample } from "./request-sample.js";
import { EMPTY_EVENT, type RequestTokenEvents } from "./token-events.js";

/*
 * What the counts of a server say of single events. It stands here because both halves of tokwatt need the same answer: the
 * load generator, which sums the events of a giant run up as they come, and the metrics, which have them all.
 */

/** Who counted: the fields of a request that say how many tokens its events hold. */
export type CountedRequest = Pick<RequestSample, "outputTokens" | "finishReason">;

/** The events that carry text: all but the empty ones. */
export function contentEventsOf(events: RequestTokenEvents): RequestTokenEvents {
  const { request, timesNs, tokens, kinds } = events;
  if (!kinds.includes(EMPTY_EVENT)) return events;
  const hasText = (_: number, index: number): boolean => kinds[index] !== EMPTY_EVENT;
  return { request, timesNs: timesNs.filter(hasText), tokens: tokens.filter(hasText), kinds: kinds.filter(hasText) };
}

/**
 * Tokens of each content event, fractions where a count is spread: the server's final `usage`, in proportion to its counts
 * of single events where it gave them, evenly where it did not; without `usage` its counts of single events as they are.
 *
 * @param events content events only, at least one
 * @returns undefined where nobody counted
 */
export function spreadTokens(request: CountedRequest, { tokens }: RequestTokenEvents): Float64Array | undefined {
  const told = sumOf(tokens);
  const { count, from } = request.outputTokens;
  const usage = from === "usage" ? count : undefined;
  if (told > 0) {
    const scale = usage === undefined ? 1 : usage / told;
    const spread = new Float64Array(tokens);
    for (let index = 0; index < spread.length; index += 1) spread[index] = (tokens[index] as number) * scale;
    return spread;
  }
  return usage === undefined ? undefined : new Float64Array(tokens.length).fill(usage / tokens.length);
}

/**
 * Tokens of each content event where they are known and nothing had to be spread: the server counted every single event,
 * or its `usage` equals the number of events, so that each holds one. A `usage` of one more is known as well where the
 * model ended by itself: the token that ends a text has none.
 *
 * @param events content events only
 * @returns undefined where an event may hold any number of tokens
 */
export function knownTokens(request: CountedRequest, { tokens }: RequestTokenEvents): Uint16Array | undefined {
  const { count, from } = request.outputTokens;
  const isAll = (counted: number): boolean =>
    from === "usage" && (counted === count || (request.finishReason === "stop" && counted + 1 === count));
  const told = sumOf(tokens);
  if (told === 0) return tokens.length > 0 && isAll(tokens.length) ? new Uint16Array(tokens.length).fill(1) : undefined;
  // An event without tokens among others with some is known to have none only where the sum says so.
  const everyEventCounted = !tokens.includes(0) && (from !== "usage" || told <= count);
  return everyEventCounted || isAll(told) ? tokens : undefined;
}

/**
 * Goes over the gaps between tokens: n tokens that come together after a gap g are n gaps of g / n. Events without a token
 * are passed over; the first tokens of a request have no gap.
 *
 * @param tokens of each event, known ones
 * @param visit told the gap per token in nanoseconds, the number of tokens and when they came
 */
export function eachTokenGap(
  timesNs: Float64Array,
  tokens: ArrayLike<number>,
  visit: (gapNs: number, count: number, atNs: number) => void,
): void {
  let previousNs: number | undefined;
  for (let index = 0; index < timesNs.length; index += 1) {
    const count = tokens[index] as number;
    if (count === 0) continue;
    const atNs = timesNs[index] as number;
    if (previousNs !== undefined) visit((atNs - previousNs) / count, count, atNs);
    previousNs = atNs;
  }
}

function sumOf(values: Uint16Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
