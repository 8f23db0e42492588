import type { MetricDefinition, TrainingView } from "../contract/metric.js";
import { type Absent, absent } from "../model/estimate.js";
import { note } from "../model/finding.js";
import type { MetricValue } from "../model/metric-value.js";

/** A metric of training runs. */
export function trainingMetric(
  metric: Omit<MetricDefinition, "of" | "compute"> & { compute(run: TrainingView): MetricValue | Absent },
): MetricDefinition {
  return {
    ...metric,
    of: ["training"],
    compute: (run) => (run.of === "training" ? metric.compute(run) : absent(note("metric-of-other-workloads"))),
  };
}
