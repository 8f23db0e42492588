import type { InferenceWorkload } from "../../model/workload.js";

/** Whether a workload says somewhere how many tokens a prompt has. */
export function countsTokens({ arrival, promptTokens }: Pick<InferenceWorkload, "arrival" | "promptTokens">): boolean {
  return promptTokens !== undefined || arrival.kind === "trace";
}
