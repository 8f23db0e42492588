import type { InferenceView, MetricDefinition } from "../contract/metric.js";
import { type Absent, absent } from "../model/estimate.js";
import { note } from "../model/finding.js";
import type { MetricValue } from "../model/metric-value.js";

/** A metric of inference runs. */
export function inferenceMetric(
  metric: Omit<MetricDefinition, "of" | "compute"> & { compute(run: InferenceView): MetricValue | Absent },
): MetricDefinition {
  return {
    ...metric,
    of: ["inference"],
    compute: (run) => (run.of === "inference" ? metric.compute(run) : absent(note("metric-of-other-workloads"))),
  };
}
