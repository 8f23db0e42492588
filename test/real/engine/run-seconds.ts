import type { InferenceView } from "../../../src/contract/metric.js";
import { METRICS } from "../../../src/metrics/all.js";
import { computeMetric } from "../../../src/metrics/compute-metric.js";
import { buildRunView } from "../../../src/metrics/run-view.js";
import type { RunRecord } from "../../../src/model/run-record.js";

/**
 * A latency metric of a run in seconds: as tokwatt states it, over the requests of the measured phase, or over all
 * requests of the run, which is what a server's histograms hold.
 */
export function metricSeconds(record: RunRecord, metricId: string, requests: "measured" | "all"): number {
  const metric = METRICS.find(({ id }) => id === metricId);
  const view = buildRunView(record, undefined);
  if (metric === undefined || view.kind === "absent" || view.of !== "inference") {
    throw new Error(`${metricId} cannot be computed`);
  }
  const value = computeMetric(metric, requests === "all" ? wholeRun(view) : view);
  if (value.kind === "absent") throw new Error(`${metricId} is absent: ${value.reason.code}`);
  return value.value;
}

function wholeRun(view: InferenceView): InferenceView {
  return { ...view, measured: view.requests, window: { startNs: 0, endNs: Number.POSITIVE_INFINITY } };
}
