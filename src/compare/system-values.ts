import type { MetricDefinition } from "../contract/metric.js";
import { computeMetric } from "../metrics/compute-metric.js";
import type { SystemValues } from "../model/comparison.js";
import { type Absent, absent, type Estimate, type PointOnly } from "../model/estimate.js";
import { warning } from "../model/finding.js";
import type { MetricValue } from "../model/metric-value.js";
import { geometricMeanInterval, meanInterval } from "../statistics/mean-interval.js";
import type { ViewedSide } from "./viewed-side.js";

/** One metric of one system: its value in every used run, and their mean. */
export function systemValues(metric: MetricDefinition, side: ViewedSide, confidence: number): SystemValues {
  const runs = [...side.views].map(([runId, view]) => ({
    runId,
    value: view.kind === "absent" ? view : computeMetric(metric, view),
  }));
  const [values, missing] = [runs.flatMap(({ value }) => (value.kind === "value" ? [value] : [])), runs.map(absentOf)];
  return {
    systemId: side.systemId,
    runs,
    summary:
      values.length === 0
        ? (missing.find((one) => one !== undefined) ?? absent(warning("no-usable-run", { system: side.systemId })))
        : summariseValues(
            values.map((value) => value.value),
            confidence,
          ),
    provenance: values[0]?.provenance ?? "measured",
  };
}

function absentOf(run: { readonly value: MetricValue | Absent }): Absent | undefined {
  return run.value.kind === "absent" ? run.value : undefined;
}

/** Geometric mean, which fits the ratios; arithmetic where a value has no logarithm, such as an error rate of 0. */
export function summariseValues(values: readonly number[], confidence: number): Estimate | PointOnly | Absent {
  const mean = values.every((value) => value > 0) ? geometricMeanInterval : meanInterval;
  const result = mean(values, confidence);
  if (result.kind === "estimate") {
    const { point, low, high, n, method } = result;
    return { kind: "estimate", point, low, high, confidence, method, n, systematic: [] };
  }
  const reason = warning(`no-spread-${result.reason}`, { runs: result.n });
  return result.point === undefined ? absent(reason) : { kind: "point", point: result.point, n: result.n, reason };
}
