import type { FinishedRequest } from "../../metrics/definitions/finished-requests.js";
import type { VllmTimes } from "../../metrics/definitions/vllm.js";

/** A finished request with its times as vLLM takes them, in seconds. */
export interface TimedRequest {
  readonly request: FinishedRequest;
  readonly times: VllmTimes;
}

/**
 * Most chunks that came in one whole second from the first sending on. vLLM calls it tokens: it counts each chunk as one.
 * 0 without requests.
 */
export function mostChunksASecond(requests: readonly TimedRequest[]): number {
  const startNs = requests.reduce((least, { request }) => Math.min(least, request.sentNs), Number.POSITIVE_INFINITY);
  const seconds = new Map<number, number>();
  let most = 0;
  for (const { request } of requests) {
    for (const atNs of request.chunkTimesNs) {
      const second = Math.floor((atNs - startNs) / 1e9);
      const chunks = (seconds.get(second) ?? 0) + 1;
      seconds.set(second, chunks);
      most = Math.max(most, chunks);
    }
  }
  return most;
}

/** Most requests under way at one instant, from sending to the last chunk; one that ends there is no longer under way. */
export function mostAtOnce(requests: readonly TimedRequest[]): number {
  const edges = requests.flatMap(({ request: { sentNs }, times: { e2el } }) => [
    { at: sentNs / 1e9, step: 1 },
    { at: sentNs / 1e9 + e2el, step: -1 },
  ]);
  let [current, most] = [0, 0];
  for (const { step } of edges.sort((a, b) => a.at - b.at || a.step - b.step)) {
    current += step;
    most = Math.max(most, current);
  }
  return most;
}
