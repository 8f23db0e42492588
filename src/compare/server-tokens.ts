import { counterGrowth } from "../metrics/engine-growth.js";
import { systemLooks } from "../metrics/system-looks.js";
import type { EngineSample } from "../model/engine-series.js";
import { countRequests, eachRequest, selectRequests } from "../model/request-list.js";
import type { RequestSample } from "../model/request-sample.js";
import type { RunRecord } from "../model/run-record.js";

export const TOKEN_COUNTERS = ["generationTokens", "promptTokens"] as const;
export type TokenCounter = (typeof TOKEN_COUNTERS)[number];

/** The server's count of a run's tokens beside ours. */
export interface ServerTokens {
  readonly counter: TokenCounter;
  readonly server: number;
  /** What it may have counted, by what we know of the requests; equal where every request ended with a `usage`. */
  readonly low: number;
  readonly high: number;
  /** By how much it counted more than `high` or, negative, less than `low`, relative to that. */
  readonly relative: number;
}

/**
 * The growth of a server's own token counter over a run against the tokens of all its requests, those of warm-up and
 * cool-down included: a server does not know our phases.
 *
 * A request that ended with a count is known. Of one that was cut or failed, a server may have counted anything from
 * nothing (SGLang counts when a request ends) to all that was asked for (vLLM counts up to the moment of leaving).
 *
 * @returns undefined where they cannot be held against each other: the server shows no such counter, it was restarted, the
 *   first look was not before the first request or the last one not after the last, or it did not count for us
 */
export function serverTokens(record: RunRecord, counter: TokenCounter): ServerTokens | undefined {
  const looks = looksOf(record);
  const counted = counterGrowth(looks, counter);
  if (counted === undefined) return undefined;
  const sent = selectRequests(record.requests, ({ sentNs }) => sentNs !== undefined);
  if (sent.length === 0) return undefined;
  const { from, to, growth: server } = counted;
  const outside = countRequests(
    sent,
    ({ sentNs = Number.NEGATIVE_INFINITY, endNs }) => from.atNs > sentNs || to.atNs - to.withinNs < endNs,
  );
  const bounds = counter === "generationTokens" ? outputBounds(sent) : promptBounds(sent, looks);
  if (outside > 0 || bounds === undefined) return undefined;
  const [low, high] = bounds;
  const excess = Math.max(server - high, 0) / Math.max(high, 1);
  const lack = Math.max(low - server, 0) / Math.max(low, 1);
  return { counter, server, low, high, relative: excess - lack };
}

/** The looks of a run at its engine, of several endpoints as one system. */
export function looksOf({ engine, manifest }: RunRecord): readonly EngineSample[] {
  return systemLooks(engine, manifest.endpoints?.length ?? 1);
}

type Bounds = readonly [low: number, high: number];

function outputBounds(requests: readonly RequestSample[]): Bounds {
  return total(requests, ({ status, outputTokens: { count, from }, requestedOutputTokens, contentEvents }) =>
    status === "ok" && from !== "none" ? [count, count] : [0, Math.max(requestedOutputTokens, contentEvents, count)],
  );
}

/** Undefined where no request knows the length of its prompt. */
function promptBounds(requests: readonly RequestSample[], looks: readonly EngineSample[]): Bounds | undefined {
  let longestKnown: number | undefined;
  eachRequest(requests, ({ promptTokens: { count, from } }) => {
    if (from !== "none") longestKnown = Math.max(longestKnown ?? 0, count);
  });
  if (longestKnown === undefined) return undefined;
  // The prompts of the others were drawn alike; twice the longest that was seen is long.
  const longest = 2 * longestKnown;
  const [low, high] = total(requests, ({ status, promptTokens: { count, from } }) => {
    if (from === "none") return [0, longest];
    return status === "ok" ? [count, count] : [0, count];
  });
  // A prompt whose place in the cache was taken away is computed, and may be counted, again.
  const isPreempted = (counterGrowth(looks, "preemptions")?.growth ?? 0) > 0;
  return [low, isPreempted ? Number.MAX_VALUE : high];
}

function total(requests: readonly RequestSample[], boundsOf: (request: RequestSample) => Bounds): Bounds {
  let [low, high] = [0, 0];
  eachRequest(requests, (request) => {
    const [least, most] = boundsOf(request);
    low += least;
    high += most;
  });
  return [low, high];
}
