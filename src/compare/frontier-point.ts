import type { SystemValues } from "../model/comparison.js";
import type { FrontierPoint } from "../model/frontier.js";

/** Throughput of a unit and interactivity: the two that are traded against each other. */
export const THROUGHPUT = "output-tokens-per-second-per-unit";
export const INTERACTIVITY = "tokens-per-second-per-user.p50";

/** Metrics that a point is shown with, in their order. */
export const FRONTIER_METRICS: readonly string[] = [
  "output-tokens-per-second",
  THROUGHPUT,
  INTERACTIVITY,
  "ttft.p99",
  "goodput-share",
  "tokens-per-joule",
];

export function valuesAt({ values }: Pick<FrontierPoint, "values">, metricId: string): SystemValues | undefined {
  return values[FRONTIER_METRICS.indexOf(metricId)];
}

/** Mean over runs of one of a point's values; undefined where it has none. */
export function meanAt(point: Pick<FrontierPoint, "values">, metricId: string): number | undefined {
  const summary = valuesAt(point, metricId)?.summary;
  return summary === undefined || summary.kind === "absent" ? undefined : summary.point;
}
