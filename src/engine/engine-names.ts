import type { EngineMetric } from "../model/engine-series.js";

/** Series of a metrics page: a name, and the labels that it must have; `""` is for one without the label. */
export interface SeriesName {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Series whose sum is the metric. */
export type SeriesSum = readonly [SeriesName, ...SeriesName[]];

const named = (name: string, labels?: SeriesName["labels"]): SeriesSum => [labels ? { name, labels } : { name }];

/** Triton's gauges of its TensorRT-LLM backend stand under a few names, with a label that says which. */
const TRITON_REQUESTS = "nv_trt_llm_request_metrics";
const TRITON_CACHE = "nv_trt_llm_kv_cache_block_metrics";

/**
 * What engines call their metrics. Of several the first that a page has is taken, the newest first: in between versions
 * show a metric under its old name too. No two engines share a name, but for the bare ones.
 *
 * - vLLM, and vLLM-Ascend, which adds a platform to it and no metrics: v1 as in 0.32.0 (`vllm/v1/metrics/loggers.py`);
 *   up to 0.9 `gpu_cache_usage_perc`, `gpu_prefix_cache_*`; v0 as in `vllm/engine/metrics.py` at 00c33e8, which only had
 *   the hit rate of its prefix cache.
 * - SGLang 0.5 (`python/sglang/srt/metrics/collector.py` at 00ae9c1; only with `--enable-metrics`). Tokens are counted
 *   when a request ends; prompt tokens are all that its prefix cache was asked for. With priorities, gauges have a series
 *   for each beside that of all. A counter is shown once it has counted something.
 * - MindIE (the bare names): `prometheus_metrics.cpp` of MindIE-LLM; its page needs `MIES_SERVICE_MONITOR_MODE=1` and
 *   stands at the `metricsPort` of its configuration (documentation of 1.0.0 and 2.1.RC1, "/metrics"). The radix match
 *   gauges are totals since the start, in tokens.
 * - TensorRT-LLM: `tensorrt_llm/metrics/collector.py` as of 2026, at `/prometheus/metrics` of `trtllm-serve` with
 *   `return_perf_metrics`; 1.0 had the bare `request_success_total` only. Its cache counts blocks.
 * - Triton with the TensorRT-LLM backend (llm-d's table of engine metrics, and recorded pages): no token counters.
 */
export const ENGINE_NAMES: Readonly<Record<EngineMetric, readonly SeriesSum[]>> = {
  requestsRunning: [
    named("vllm:num_requests_running"),
    named("sglang:num_running_reqs", { priority: "" }),
    named("trtllm_num_requests_running"),
    named("num_requests_running"),
    named(TRITON_REQUESTS, { request_type: "scheduled" }),
  ],
  requestsWaiting: [
    named("vllm:num_requests_waiting"),
    named("sglang:num_queue_reqs", { priority: "" }),
    named("trtllm_num_requests_waiting"),
    named("num_requests_waiting"),
    named(TRITON_REQUESTS, { request_type: "waiting" }),
  ],
  kvCacheUse: [
    named("vllm:kv_cache_usage_perc"),
    named("vllm:gpu_cache_usage_perc"),
    named("sglang:token_usage", { priority: "" }),
    named("trtllm_kv_cache_utilization"),
    named("npu_cache_usage_perc"),
    named(TRITON_CACHE, { kv_cache_block_type: "fraction" }),
  ],
  promptTokens: [
    named("vllm:prompt_tokens_total"),
    named("sglang:prompt_tokens_total"),
    named("trtllm_prompt_tokens_total"),
    named("prompt_tokens_total"),
  ],
  generationTokens: [
    named("vllm:generation_tokens_total"),
    named("sglang:generation_tokens_total"),
    named("trtllm_generation_tokens_total"),
    named("generation_tokens_total"),
  ],
  preemptions: [
    named("vllm:num_preemptions_total"),
    named("sglang:num_retracted_requests_total"),
    named("num_preemptions_total"),
  ],
  prefixCacheQueries: [
    named("vllm:prefix_cache_queries_total"),
    named("vllm:gpu_prefix_cache_queries_total"),
    named("sglang:prompt_tokens_total"),
    [{ name: "trtllm_kv_cache_reused_blocks_total" }, { name: "trtllm_kv_cache_missed_blocks_total" }],
    named("all_radix_match_num"),
  ],
  prefixCacheHits: [
    named("vllm:prefix_cache_hits_total"),
    named("vllm:gpu_prefix_cache_hits_total"),
    named("sglang:cached_tokens_total"),
    named("trtllm_kv_cache_reused_blocks_total"),
    named("npu_radix_match_hit_num"),
  ],
  requestsFinished: [
    named("vllm:request_success_total"),
    named("sglang:num_requests_total"),
    named("trtllm_request_success_total"),
    named("request_success_total"),
  ],
};
