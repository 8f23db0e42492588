import type { InferenceWorkload } from "../../src/model/workload.js";

export interface StreamsOptions {
  readonly streams: number;
  /** Tokens of each stream. */
  readonly tokens: number;
  /** Over how long their starts are spread evenly; 0: all at once. */
  readonly startSeconds: number;
}

/** How long streams are waited for. */
const PATIENCE_SECONDS = 600;

/** Some streams of one length, each of them once. */
export function streamsWorkload({ streams, tokens, startSeconds }: StreamsOptions): InferenceWorkload {
  const isBatch = startSeconds === 0;
  return {
    kind: "inference",
    id: "streams",
    version: "1",
    title: { en: "Streams", zh: "流式请求" },
    api: "chat",
    arrival: isBatch
      ? { kind: "offline", requests: streams }
      : { kind: "constant", requestsPerSecond: streams / startSeconds },
    promptWords: { kind: "fixed", value: 16 },
    outputTokens: { kind: "fixed", value: tokens },
    outputPolicy: "exact",
    temperature: 0,
    phases: {
      warmUpSeconds: 0,
      measureSeconds: isBatch ? PATIENCE_SECONDS : startSeconds,
      coolDownSeconds: 0,
      drainSeconds: PATIENCE_SECONDS,
    },
    minimum: { windowSeconds: 1, powerSamples: 0 },
    requestTimeoutSeconds: PATIENCE_SECONDS,
    hash: "streams",
  };
}
