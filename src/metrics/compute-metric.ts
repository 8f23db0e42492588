import type { MetricDefinition, RunView } from "../contract/metric.js";
import { type Absent, absent } from "../model/estimate.js";
import { note } from "../model/finding.js";
import type { MetricValue } from "../model/metric-value.js";

/** One metric of one run; absent, with the reason, where the run lacks what the metric needs. */
export function computeMetric(metric: MetricDefinition, run: RunView): MetricValue | Absent {
  if (metric.needs.includes("slo") && run.of === "inference" && run.workload.slo === undefined)
    return absent(note("no-slo"));
  return metric.compute(run);
}
