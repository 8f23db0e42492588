/** What a metric is about; reports list metrics in this order. */
export const METRIC_GROUPS = ["throughput", "energy", "latency", "quality", "server"] as const;
export type MetricGroup = (typeof METRIC_GROUPS)[number];
