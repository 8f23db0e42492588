import type { InferenceWorkload } from "../../model/workload.js";

/** Time for connections to open and code to be compiled before the window of a probe. */
const WARM_UP_SECONDS = 0.7;
/** How long answers may take that do not come: the probe has failed by then. */
const TIMEOUT_SECONDS = 10;

const COMMON = {
  kind: "inference",
  id: "probe",
  version: "1",
  title: { en: "Probe", zh: "探测" },
  api: "chat",
  promptWords: { kind: "fixed", value: 16 },
  outputPolicy: "exact",
  temperature: 0,
  minimum: { windowSeconds: 0.1, powerSamples: 0 },
  requestTimeoutSeconds: TIMEOUT_SECONDS,
  hash: "probe",
} as const satisfies Partial<InferenceWorkload>;

/** Requests of one token at an even pace. */
export function requestsWorkload(requestsPerSecond: number, seconds: number): InferenceWorkload {
  return {
    ...COMMON,
    arrival: { kind: "constant", requestsPerSecond },
    outputTokens: { kind: "fixed", value: 1 },
    phases: { warmUpSeconds: WARM_UP_SECONDS, measureSeconds: seconds, coolDownSeconds: 0.1, drainSeconds: 1 },
  };
}

/** Users who always have a stream open, each as long as half a window, so that some begin and end inside it. */
export function eventsWorkload(streams: number, gapMs: number, seconds: number): InferenceWorkload {
  return {
    ...COMMON,
    arrival: { kind: "closed-loop", concurrency: streams },
    outputTokens: { kind: "fixed", value: Math.max(2, Math.ceil((seconds * 1e3) / 2 / gapMs)) },
    phases: { warmUpSeconds: 2 * WARM_UP_SECONDS, measureSeconds: seconds, coolDownSeconds: 0, drainSeconds: 0 },
  };
}
