import { contentEventsOf, eachTokenGap, knownTokens, spreadTokens } from "../model/event-tokens.js";
import { GAP_BUCKETS, gapBucket } from "../model/gap-buckets.js";
import type { RequestSample } from "../model/request-sample.js";
import { isInside, type Nanoseconds, type TimeWindow } from "../model/time.js";
import type { RequestTokenEvents } from "../model/token-events.js";

/** Window and width of a run's bins. */
export interface BinGrid {
  readonly window: TimeWindow;
  readonly binNs: Nanoseconds;
}

/** More than a week of bins of 10 ms: only damaged data has others. */
export const MAX_BINS = 2 ** 26;

/** A window whose end nobody knows yet is no reason to allocate all of it. */
const FIRST_BINS = 1024;

/** Sums over events and requests, by bin and by bucket; what `BinnedEvents` is made of. */
export interface BinSums {
  tokens: Float64Array;
  events: Float64Array;
  uncountedEvents: Float64Array;
  /** How many bins hold anything or come before one that does. */
  bins: number;
  readonly gaps: Float64Array;
  readonly tokenGaps: Float64Array;
  requests: number;
  requestsWithKnownTokens: number;
}

export function createBinSums(): BinSums {
  return {
    tokens: new Float64Array(FIRST_BINS),
    events: new Float64Array(FIRST_BINS),
    uncountedEvents: new Float64Array(FIRST_BINS),
    bins: 0,
    gaps: new Float64Array(GAP_BUCKETS),
    tokenGaps: new Float64Array(GAP_BUCKETS),
    requests: 0,
    requestsWithKnownTokens: 0,
  };
}

/** Forgets everything and keeps the memory. */
export function clearSums(sums: BinSums): void {
  for (const counts of [sums.tokens, sums.events, sums.uncountedEvents, sums.gaps, sums.tokenGaps]) counts.fill(0);
  sums.bins = 0;
  sums.requests = 0;
  sums.requestsWithKnownTokens = 0;
}

/** Adds to one bin. @throws RangeError for a bin that no run has */
export function addToBin(sums: BinSums, bin: number, tokens: number, events: number, uncountedEvents: number): void {
  if (bin >= MAX_BINS) throw new RangeError(`no bin of a run: ${bin}`);
  if (bin >= sums.tokens.length) growTo(sums, bin + 1);
  if (bin >= sums.bins) sums.bins = bin + 1;
  sums.tokens[bin] = (sums.tokens[bin] as number) + tokens;
  sums.events[bin] = (sums.events[bin] as number) + events;
  sums.uncountedEvents[bin] = (sums.uncountedEvents[bin] as number) + uncountedEvents;
}

/**
 * Adds a request that has ended, with all its events, as the metrics of a full record count them.
 *
 * @param all its chunk events, empty ones included; undefined where it had none
 */
export function addRequest(
  sums: BinSums,
  { window, binNs }: BinGrid,
  request: RequestSample,
  all: RequestTokenEvents | undefined,
): void {
  const add = (atNs: Nanoseconds, tokens: number | undefined): void => {
    if (!isInside(window, atNs)) return;
    const bin = Math.floor((atNs - window.startNs) / binNs);
    addToBin(sums, bin, tokens ?? 0, 1, tokens === undefined ? 1 : 0);
  };
  const countRequest = (isKnown: boolean): void => {
    if (request.status !== "ok" || request.phase !== "measure") return;
    sums.requests += 1;
    if (isKnown) sums.requestsWithKnownTokens += 1;
  };
  const events = all && contentEventsOf(all);
  if (events === undefined || events.timesNs.length === 0) {
    const { count, from } = request.outputTokens;
    if (from === "none" || count === 0) return;
    add(request.endNs, count);
    countRequest(true);
    return;
  }
  const { timesNs } = events;
  const tokens = spreadTokens(request, events);
  const known = knownTokens(request, events);
  for (let index = 0; index < timesNs.length; index += 1) {
    const atNs = timesNs[index] as number;
    add(atNs, tokens?.[index]);
    if (index > 0 && isInside(window, atNs)) addGap(sums.gaps, atNs - (timesNs[index - 1] as number), 1);
  }
  if (known !== undefined) {
    eachTokenGap(timesNs, known, (gapNs, count, atNs) => {
      if (isInside(window, atNs)) addGap(sums.tokenGaps, gapNs, count);
    });
  }
  countRequest(known !== undefined);
}

function addGap(buckets: Float64Array, gapNs: number, count: number): void {
  const bucket = gapBucket(gapNs);
  buckets[bucket] = (buckets[bucket] as number) + count;
}

function growTo(sums: BinSums, bins: number): void {
  const length = 2 ** Math.ceil(Math.log2(bins));
  const grown = (counts: Float64Array): Float64Array => {
    const larger = new Float64Array(length);
    larger.set(counts);
    return larger;
  };
  sums.tokens = grown(sums.tokens);
  sums.events = grown(sums.events);
  sums.uncountedEvents = grown(sums.uncountedEvents);
}
