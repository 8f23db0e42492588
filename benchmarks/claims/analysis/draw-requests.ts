import { namedRandom } from "../../../src/contract/random.js";
import type { RequestSample } from "../../../src/model/request-sample.js";
import type { RequestTokenEvents } from "../../../src/model/token-events.js";
import { REQUESTS_PER_SECOND, WARM_UP_REQUESTS } from "./giant-plan.js";

/** Chunks of an answer, and tokens that the server says are in each. */
export const EVENTS_A_REQUEST = 8;
const TOKENS_A_CHUNK = 16;
const ASKED = EVENTS_A_REQUEST * TOKENS_A_CHUNK;

const MS = 1e6;
const FAILING = 0.005;

/** Drawn once and used again and again, with other requests each time: their number is a prime. */
const DRAWS = 1_000_003;

const FAILURE = { kind: "http-status", httpStatus: 503, detail: '{"error":{"message":"no slots left"}}' } as const;
const NOBODY = { count: 0, from: "none" } as const;

/**
 * Draws requests with every field that a healthy server gives, some of which fail, in the order in which they are sent.
 *
 * @param take told a request and its events, which are overwritten by the next one's
 */
export function drawRequests(
  requests: number,
  seed: number,
  take: (sample: RequestSample, events: RequestTokenEvents | undefined) => void,
): void {
  const random = repeatedDraws(seed);
  const events = {
    request: 0,
    timesNs: new Float64Array(EVENTS_A_REQUEST),
    tokens: new Uint16Array(EVENTS_A_REQUEST).fill(TOKENS_A_CHUNK),
    kinds: new Uint8Array(EVENTS_A_REQUEST),
  };
  for (let index = 0; index < requests; index += 1) {
    const scheduledNs = Math.floor((index / REQUESTS_PER_SECOND) * 1e9 + random() * 0.2 * MS);
    const sentNs = scheduledNs + Math.floor(random() * 0.3 * MS);
    const phase = index < WARM_UP_REQUESTS ? "warm-up" : "measure";
    if (random() < FAILING) {
      take(failed(index, phase, scheduledNs, sentNs, sentNs + Math.floor(random() * 5 * MS)), undefined);
      continue;
    }
    let atNs = sentNs + Math.floor((20 - 60 * Math.log(1 - random())) * MS);
    const firstByteNs = atNs - Math.floor(random() * MS);
    for (let event = 0; event < EVENTS_A_REQUEST; event += 1) {
      if (event > 0) atNs += Math.floor((20 + 30 * random()) * MS);
      events.timesNs[event] = atNs;
    }
    const firstTokenNs = events.timesNs[0] as number;
    const sample: RequestSample = {
      index,
      phase,
      scheduledNs,
      sentNs,
      firstByteNs,
      firstTokenNs,
      lastTokenNs: atNs,
      firstAnswerNs: firstTokenNs,
      endNs: atNs + Math.floor(random() * MS),
      status: "ok",
      promptTokens: { count: 100 + Math.floor(random() * 800), from: "usage" },
      outputTokens: { count: ASKED, from: "usage" },
      requestedOutputTokens: ASKED,
      contentEvents: EVENTS_A_REQUEST,
      finishReason: "length",
    };
    events.request = index;
    take(sample, events);
  }
}

function failed(
  index: number,
  phase: RequestSample["phase"],
  scheduledNs: number,
  sentNs: number,
  endNs: number,
): RequestSample {
  return {
    ...{ index, phase, scheduledNs, sentNs, endNs },
    status: "failed",
    failure: FAILURE,
    promptTokens: NOBODY,
    outputTokens: NOBODY,
    requestedOutputTokens: ASKED,
    contentEvents: 0,
  };
}

function repeatedDraws(seed: number): () => number {
  const draws = Float64Array.from({ length: DRAWS }, namedRandom(seed, "giant-run"));
  let next = 0;
  return () => {
    next = next + 1 === DRAWS ? 0 : next + 1;
    return draws[next] as number;
  };
}
