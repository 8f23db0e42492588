import type { InferenceView } from "../contract/metric.js";
import { eachTokenGap } from "../model/event-tokens.js";
import { isInside, NS_PER_SECOND } from "../model/time.js";
import type { GapHistogram } from "../model/token-events.js";
import type { Observations } from "./distribution.js";

/** Every gap in seconds between two successive content events of one request that ends inside the window. */
export function chunkGaps(run: InferenceView): Observations {
  if (run.binned !== undefined) return fromHistogram(run.binned.gaps);
  return collect((take) => {
    for (const { timesNs } of run.events) {
      for (let index = 1; index < timesNs.length; index += 1) {
        const atNs = timesNs[index] as number;
        if (isInside(run.window, atNs)) take(atNs - (timesNs[index - 1] as number), 1);
      }
    }
  });
}

/**
 * Every gap in seconds between two successive tokens of one request that ends inside the window, of the requests whose
 * tokens per event are known: n tokens in one event after a gap g are n gaps of g / n.
 */
export function tokenGaps(run: InferenceView): Observations {
  if (run.binned !== undefined) return fromHistogram(run.binned.tokenGaps);
  return collect((take) => {
    for (const { timesNs, known } of run.events) {
      if (known === undefined) continue;
      eachTokenGap(timesNs, known, (gapNs, count, atNs) => {
        if (isInside(run.window, atNs)) take(gapNs, count);
      });
    }
  });
}

/** Of the requests that ended well in the measure phase with any token: how many have unknown tokens per event. */
export function unknownTokens(run: InferenceView): { readonly unknown: number; readonly requests: number } {
  if (run.binned !== undefined) {
    const { requests, requestsWithKnownTokens } = run.binned;
    return { unknown: requests - requestsWithKnownTokens, requests };
  }
  const ended = run.events.filter(({ request }) => request.status === "ok" && request.phase === "measure");
  return { unknown: ended.filter(({ known }) => known === undefined).length, requests: ended.length };
}

/** Walks twice, so that millions of gaps need one piece of memory. */
function collect(walk: (take: (gapNs: number, count: number) => void) => void): Observations {
  let length = 0;
  walk((_, count) => {
    length += count;
  });
  const values = new Float64Array(length);
  let filled = 0;
  walk((gapNs, count) => {
    values.fill(gapNs / NS_PER_SECOND, filled, filled + count);
    filled += count;
  });
  return { values, censored: 0 };
}

function fromHistogram({ valuesNs, counts }: GapHistogram): Observations {
  return { values: valuesNs.map((gapNs) => gapNs / NS_PER_SECOND), counts, censored: 0 };
}
