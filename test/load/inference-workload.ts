import type { InferenceWorkload } from "../../src/model/workload.js";

/** A small workload with the given differences. */
export function inferenceWorkload(changes: Partial<InferenceWorkload>): InferenceWorkload {
  return {
    kind: "inference",
    id: "small",
    version: "1",
    title: { en: "Small", zh: "小" },
    api: "chat",
    arrival: { kind: "closed-loop", concurrency: 1 },
    promptWords: { kind: "fixed", value: 5 },
    outputTokens: { kind: "fixed", value: 10 },
    outputPolicy: "exact",
    temperature: 0,
    phases: { warmUpSeconds: 1, measureSeconds: 4, coolDownSeconds: 1, drainSeconds: 2 },
    minimum: { windowSeconds: 4, powerSamples: 0 },
    requestTimeoutSeconds: 60,
    hash: "0".repeat(64),
    ...changes,
  };
}
