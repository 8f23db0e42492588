import type { Nanoseconds } from "../../model/time.js";
import type { FinishReason, GenerationObserver, GenerationRequest } from "../../simulation/service-model.js";
import type { Spending } from "./energy-ledger.js";
import type { MockOptions } from "./options.js";

/** One request on its way through the engine. */
export interface Job {
  readonly request: GenerationRequest;
  readonly observer: GenerationObserver;
  readonly arrivedNs: Nanoseconds;
  readonly outputTokens: number;
  readonly reason: FinishReason;
  state: "waiting" | "running" | "over" | "cancelled";
  generatedTokens: number;
  /** The chunk that is being made, and what it costs. */
  chunkTokens: number;
  spending: Spending | undefined;
  cancelTimer: (() => void) | undefined;
}

/** A request that has just come, with its end decided. */
export function createJob(
  options: MockOptions,
  request: GenerationRequest,
  observer: GenerationObserver,
  arrivedNs: Nanoseconds,
): Job {
  const { outputTokens, reason } = plannedOutput(request, options.naturalOutputTokens);
  return {
    request,
    observer,
    arrivedNs,
    outputTokens,
    reason,
    state: "waiting",
    generatedTokens: 0,
    chunkTokens: Math.min(options.tokensPerChunk, outputTokens),
    spending: undefined,
    cancelTimer: undefined,
  };
}

/** Where a request ends: at its limit, or where the model ends by itself and may. */
function plannedOutput(request: GenerationRequest, naturalOutputTokens: number | undefined) {
  const { maximumOutputTokens, minimumOutputTokens, ignoreEndOfSequence } = request;
  const endsAt = Math.max(naturalOutputTokens ?? maximumOutputTokens, minimumOutputTokens);
  const isStopped = !ignoreEndOfSequence && endsAt < maximumOutputTokens;
  return isStopped
    ? { outputTokens: endsAt, reason: "stop" as const }
    : { outputTokens: maximumOutputTokens, reason: "length" as const };
}
