import { stampsOf } from "../../compare/stamps.js";
import { judgeValidity } from "../../compare/validity.js";
import type { InferenceView } from "../../contract/metric.js";
import { type FinishedRequest, finishedRequests } from "../../metrics/definitions/finished-requests.js";
import { vllmDuration, vllmTimes } from "../../metrics/definitions/vllm.js";
import { buildRunView } from "../../metrics/run-view.js";
import { MeasurementError } from "../../model/errors.js";
import { failure } from "../../model/finding.js";
import type { RequestSample } from "../../model/request-sample.js";
import type { RunRecord } from "../../model/run-record.js";
import type { ServiceLevel } from "../../model/workload.js";
import { mean, quantileType7 } from "../../statistics/summary.js";
import { mostAtOnce, mostChunksASecond, type TimedRequest } from "./vllm-peaks.js";
import { vllmBackend, vllmTraffic } from "./vllm-traffic.js";

/** A result file, as plain JSON. */
export type VllmResult = Readonly<Record<string, unknown>>;

/**
 * One run with the field names and units of `vllm bench serve --save-result --save-detailed` (vLLM main of August 2026,
 * `main_async`, `benchmark` and `calculate_metrics` of `vllm/benchmarks/serve.py`). Its requests are those of the measure
 * phase that ended; those that the run's end cut are left out.
 *
 * What vLLM would print as 0 because there is nothing to take a mean of is `null`. `generated_texts` are empty, as a record
 * holds no texts. Fields that begin with `tokwatt_` say where the numbers come from; vLLM's `--metadata` has such fields too.
 *
 * @throws MeasurementError for a training, for a run that ended before its window did, or without its single events
 */
export function vllmExport(record: RunRecord): VllmResult {
  if (record.binnedEvents !== undefined) throw new MeasurementError(failure("export-needs-events"));
  const view = buildRunView(record, undefined);
  if (view.kind === "absent") throw new MeasurementError(view.reason);
  const { system } = view;
  if (view.of !== "inference") throw new MeasurementError(failure("export-needs-inference"));
  const { workload } = view;
  const outputs = view.measured.filter(({ status }) => status !== "cut");
  const backend = vllmBackend(workload);
  return {
    date: dateText(record.manifest.startedAt),
    endpoint_type: backend,
    backend,
    label: null,
    model_id: system.serving?.model ?? null,
    tokenizer_id: system.serving?.tokenizer ?? null,
    num_prompts: outputs.length,
    ...origin(record, view),
    ...vllmTraffic(workload.arrival),
    ...totals(view, outputs),
    ...detail(view, outputs),
    ...latencies(timedRequests(view)),
  };
}

function timedRequests(view: InferenceView): readonly TimedRequest[] {
  return finishedRequests(view).flatMap((request) => {
    const times = vllmTimes(request);
    return times === undefined ? [] : [{ request, times }];
  });
}

/** What no reader of the file may lose: a number that is simulated, or a demonstration, says so wherever it goes. */
function origin(record: RunRecord, { workload, provenance }: InferenceView) {
  const { manifest } = record;
  return {
    tokwatt_version: manifest.environment.tokwattVersion,
    tokwatt_run: manifest.runId,
    tokwatt_state: manifest.state,
    tokwatt_provenance: provenance,
    tokwatt_stamps: stampsOf([record], workload)
      .map(({ kind }) => kind)
      .join(", "),
    tokwatt_validity: judgeValidity(record).validity,
  };
}

function totals(view: InferenceView, outputs: readonly RequestSample[]) {
  const timed = timedRequests(view);
  const seconds = vllmDuration(view);
  const input = timed.reduce((sum, { request }) => sum + request.sample.promptTokens.count, 0);
  const output = timed.reduce((sum, { request }) => sum + (request.tokens ?? 0), 0);
  const { slo } = view.workload;
  return {
    duration: orNull(seconds),
    completed: timed.length,
    failed: outputs.length - timed.length,
    total_input_tokens: input,
    total_output_tokens: output,
    request_throughput: orNull(timed.length / seconds),
    request_goodput: slo === undefined ? null : orNull(timed.filter((one) => isGood(one, slo)).length / seconds),
    output_throughput: orNull(output / seconds),
    total_token_throughput: orNull((input + output) / seconds),
    max_output_tokens_per_s: mostChunksASecond(timed),
    max_concurrent_requests: mostAtOnce(timed),
    rtfx: 0,
  };
}

/** vLLM's goodput: a request of one token has a TPOT of 0. */
function isGood({ times }: TimedRequest, { ttftSeconds, tpotSeconds, endToEndSeconds }: ServiceLevel): boolean {
  const within = (seconds: number, bound: number | undefined): boolean => bound === undefined || seconds <= bound;
  return within(times.ttft, ttftSeconds) && within(times.tpot ?? 0, tpotSeconds) && within(times.e2el, endToEndSeconds);
}

/** One element a request, in the order of the list of requests; a failed one has zeros and its error, as in vLLM. */
function detail(view: InferenceView, outputs: readonly RequestSample[]) {
  const finished = new Map(finishedRequests(view).map((request) => [request.sample.index, request]));
  const sorted = outputs.toSorted((a, b) => a.index - b.index);
  const of = <Value>(read: (request: FinishedRequest) => Value | undefined, otherwise: Value): readonly Value[] =>
    sorted.map(({ index }) => {
      const request = finished.get(index);
      return (request && read(request)) ?? otherwise;
    });
  return {
    input_lens: sorted.map(({ promptTokens }) => promptTokens.count),
    output_lens: of((request) => request.tokens, 0),
    ttfts: of((request) => vllmTimes(request)?.ttft, 0),
    itls: of<readonly number[]>((request) => vllmTimes(request)?.itl, []),
    latencies: of((request) => vllmTimes(request)?.e2el, 0),
    start_times: sorted.map(({ sentNs, scheduledNs }) => (sentNs ?? scheduledNs) / 1e9),
    queue_times: sorted.map(({ sentNs, scheduledNs }) => ((sentNs ?? scheduledNs) - scheduledNs) / 1e9),
    generated_texts: sorted.map(() => ""),
    errors: sorted.map(({ failure: why }) =>
      why === undefined ? "" : [why.kind, why.httpStatus ?? [], why.detail].flat().join(" "),
    ),
  };
}

/** Milliseconds: mean, median, standard deviation (numpy's, by n) and p99 of each latency. */
function latencies(timed: readonly TimedRequest[]) {
  const all = {
    ttft: timed.map(({ times }) => times.ttft),
    tpot: timed.flatMap(({ times }) => times.tpot ?? []),
    itl: timed.flatMap(({ times }) => times.itl),
    e2el: timed.map(({ times }) => times.e2el),
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, seconds]) => {
      const ms = Array.from(Float64Array.from(seconds, (value) => value * 1000).sort());
      const [average, median, p99] =
        ms.length === 0 ? [null, null, null] : [mean(ms), quantileType7(ms, 0.5), quantileType7(ms, 0.99)];
      const deviation = average === null ? null : Math.sqrt(mean(ms.map((value) => (value - average) ** 2)));
      return [
        [`mean_${name}_ms`, average],
        [`median_${name}_ms`, median],
        [`std_${name}_ms`, deviation],
        [`p99_${name}_ms`, p99],
      ];
    }),
  );
}

/** `2026-11-22T12:00:05.123Z` as `20261122-120005`; vLLM writes local time. */
function dateText(instant: string): string {
  return instant.slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
}

/** JSON has no NaN. */
function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
