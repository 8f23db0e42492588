import type { InferenceWorkload } from "../../src/model/workload.js";
import { makeWorkload } from "../fixtures/records.js";

/** A small workload with the given differences. */
export function inferenceWorkload(changes: Partial<InferenceWorkload>): InferenceWorkload {
  return makeWorkload({
    promptWords: { kind: "fixed", value: 5 },
    outputTokens: { kind: "fixed", value: 10 },
    phases: { warmUpSeconds: 1, measureSeconds: 4, coolDownSeconds: 1, drainSeconds: 2 },
    ...changes,
  });
}
