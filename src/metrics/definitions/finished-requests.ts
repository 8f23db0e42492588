import type { InferenceView } from "../../contract/metric.js";
import type { RequestSample } from "../../model/request-sample.js";
import type { Nanoseconds } from "../../model/time.js";
import { EMPTY_EVENT } from "../../model/token-events.js";

/** A request that ended well, with the chunks of its answer as another tool would have seen them. */
export interface FinishedRequest {
  readonly sample: RequestSample;
  readonly sentNs: Nanoseconds;
  /** Arrival of every chunk that has choices, with text or without. */
  readonly chunkTimesNs: Float64Array;
  /** Arrival of every chunk that carries content, reasoning or a tool call. */
  readonly contentTimesNs: Float64Array;
  /** Output tokens; undefined where nobody counted. */
  readonly tokens: number | undefined;
}

const NOTHING = new Float64Array();

/**
 * The requests that other tools would have counted: those scheduled in the measure phase that ended well. The tools know no
 * phases and wait for the last answer; what the run's end cut would have ended well there, and is left out here.
 */
export function finishedRequests({ measured, chunks }: InferenceView): readonly FinishedRequest[] {
  const chunksOf = new Map(chunks.map((own) => [own.request, own]));
  return measured.flatMap((sample) => {
    const { sentNs, status, outputTokens } = sample;
    if (status !== "ok" || sentNs === undefined) return [];
    const { timesNs = NOTHING, kinds } = chunksOf.get(sample.index) ?? {};
    const contentTimesNs = timesNs.filter((_, index) => kinds?.[index] !== EMPTY_EVENT);
    const tokens = outputTokens.from === "none" ? undefined : outputTokens.count;
    return [{ sample, sentNs, chunkTimesNs: timesNs, contentTimesNs, tokens }];
  });
}

/** Gaps between successive instants, in seconds. */
export function gapsSeconds(timesNs: Float64Array): readonly number[] {
  const gaps: number[] = [];
  for (let index = 1; index < timesNs.length; index += 1) {
    gaps.push(((timesNs[index] as number) - (timesNs[index - 1] as number)) / 1e9);
  }
  return gaps;
}
