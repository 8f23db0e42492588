import type { Arrival, InferenceWorkload } from "../../model/workload.js";

/** How vLLM's result file says requests arrived; `inf` stands for all at once, or as fast as the concurrency allows. */
export interface VllmTraffic {
  readonly request_rate: number | "inf";
  readonly burstiness: number | "inf";
  readonly max_concurrency: number | null;
  readonly ramp_up_strategy?: "linear";
  readonly ramp_up_start_rps?: number;
  readonly ramp_up_end_rps?: number;
}

const AT_ONCE: VllmTraffic = { request_rate: "inf", burstiness: 1, max_concurrency: null };

/** vLLM's words for an arrival, as near as it has any: it knows no steps and no traces of ours. */
export function vllmTraffic(arrival: Arrival): VllmTraffic {
  switch (arrival.kind) {
    case "constant":
      return { ...AT_ONCE, request_rate: arrival.requestsPerSecond, burstiness: "inf" };
    case "poisson":
      return { ...AT_ONCE, request_rate: arrival.requestsPerSecond };
    case "gamma":
      return { ...AT_ONCE, request_rate: arrival.requestsPerSecond, burstiness: arrival.burstiness };
    case "ramp":
      return {
        ...AT_ONCE,
        ramp_up_strategy: "linear",
        ramp_up_start_rps: arrival.fromRequestsPerSecond,
        ramp_up_end_rps: arrival.toRequestsPerSecond,
      };
    case "closed-loop":
    case "conversations":
      return { ...AT_ONCE, max_concurrency: arrival.concurrency };
    case "steps":
    case "trace":
    case "offline":
      return AT_ONCE;
  }
}

/** vLLM's name for the way in which a workload's requests are sent. */
export function vllmBackend({ api }: Pick<InferenceWorkload, "api">): "openai" | "openai-chat" {
  return api === "chat" ? "openai-chat" : "openai";
}
