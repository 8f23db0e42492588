import { delayStatistics } from "../../load/delay-statistics.js";
import type { DelayStatistics } from "../../model/self-check.js";
import type { StreamTruth } from "../../simulation/paced-server/stream-log.js";
import type { ClientStream } from "./client-stream.js";

/** How far what a client saw is from what the server did. */
export interface Fidelity {
  readonly streams: number;
  readonly events: number;
  /** From the server's stamp in an event to the client's. */
  readonly lag: DelayStatistics;
  /** TTFT from the client's send minus TTFT from the server's own stamps, request by request. */
  readonly ttftError: DelayStatistics;
  /** Part of that error before the server had read the request: the way there, and what waited in the server. */
  readonly requestPath: DelayStatistics;
  /** The other part: the lag of each request's first event. */
  readonly firstLag: DelayStatistics;
  readonly gaps: DelayStatistics;
  readonly trueGaps: DelayStatistics;
}

/**
 * Holds the streams of a client against the server's log. Of a stream that was cut the client need not have seen all.
 *
 * @throws RangeError where a stream is unknown to the server, or one of the two has events that the other has not
 */
export function judgeFidelity(streams: readonly ClientStream[], truths: readonly StreamTruth[]): Fidelity {
  const truthOf = new Map(truths.map((truth) => [truth.id, truth]));
  const lagNs: number[] = [];
  const ttftErrorNs: number[] = [];
  const requestPathNs: number[] = [];
  const firstLagNs: number[] = [];
  const gapsNs: number[] = [];
  const trueGapsNs: number[] = [];
  for (const { id, sentNs, stampsNs, isWhole } of streams) {
    const truth = truthOf.get(id);
    // A request that was cut before the server had read it.
    if (truth === undefined && stampsNs.length === 0) continue;
    if (truth === undefined) throw new RangeError(`the server never had ${id}`);
    const isMissing = isWhole && stampsNs.length < truth.sentNs.length;
    if (isMissing || stampsNs.length > truth.sentNs.length) {
      throw new RangeError(`${id}: ${truth.sentNs.length} events were sent and ${stampsNs.length} were seen`);
    }
    for (let event = 0; event < stampsNs.length; event += 1) {
      const [seen = Number.NaN, sent = Number.NaN] = [stampsNs[event], truth.sentNs[event]];
      lagNs.push(seen - sent);
      if (event === 0) {
        ttftErrorNs.push(seen - sentNs - (sent - truth.receivedNs));
        requestPathNs.push(truth.receivedNs - sentNs);
        firstLagNs.push(seen - sent);
      } else {
        gapsNs.push(seen - (stampsNs[event - 1] ?? Number.NaN));
        trueGapsNs.push(sent - (truth.sentNs[event - 1] ?? Number.NaN));
      }
    }
  }
  return {
    streams: streams.length,
    events: lagNs.length,
    lag: delayStatistics(lagNs),
    ttftError: delayStatistics(ttftErrorNs),
    requestPath: delayStatistics(requestPathNs),
    firstLag: delayStatistics(firstLagNs),
    gaps: delayStatistics(gapsNs),
    trueGaps: delayStatistics(trueGapsNs),
  };
}
