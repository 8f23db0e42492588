import type { InferenceView, MetricDefinition, RunView } from "../contract/metric.js";
import { type Absent, absent } from "../model/estimate.js";
import { warning } from "../model/finding.js";
import type { LocalizedText } from "../model/localized-text.js";
import type { MetricValue } from "../model/metric-value.js";
import { minimumSamplesForQuantile } from "../statistics/quantile-minimum.js";
import { mean, quantileType7 } from "../statistics/summary.js";
import { countedMean, countedOrderStatistic, countedTotal } from "./counted-values.js";
import { inferenceMetric } from "./inference-metric.js";
import { metricValue } from "./values.js";

/** Observations of one run. */
export interface Observations {
  readonly values: readonly number[] | Float64Array;
  /** How often each value was observed, where the values are ascending and came as a histogram; else each once. */
  readonly counts?: Float64Array | undefined;
  /** How many are known only to be larger than all: requests that the run's end cut. */
  readonly censored: number;
}

export interface DistributionMetric<View extends RunView = InferenceView>
  extends Pick<MetricDefinition, "id" | "title" | "unit" | "better" | "group" | "formula" | "source"> {
  /** Absent, with the reason, where the run does not have the quantity at all. */
  observe(run: View): Observations | Absent;
}

/** `inferenceMetric` or its like: makes a metric of one kind of run. */
type MetricOf<View extends RunView> = (
  metric: Omit<MetricDefinition, "of" | "compute"> & { compute(run: View): MetricValue | Absent },
) => MetricDefinition;

const PERCENTILES = { p50: 50, p90: 90, p99: 99 } as const;
const CONFIDENCE = 0.95;

/** The mean and percentiles of one quantity of inference runs as four metrics `<id>.mean`, `.p50`, `.p90`, `.p99`. */
export function distributionMetrics(metric: DistributionMetric): readonly MetricDefinition[] {
  const mean = statisticMetric(inferenceMetric, metric, "mean", { en: "mean", zh: "均值" }, meanOf);
  return [mean, ...percentileMetrics(inferenceMetric, metric, ["p50", "p90", "p99"])];
}

/**
 * Percentiles of one quantity, as a metric `<id>.p50` or the like each.
 *
 * They interpolate between order statistics (type 7). One is absent when the run has too few observations for a two-sided
 * 95 % order-statistic interval (6, 29, 299 for p50, p90, p99), or when it falls among observations that the run's end cut;
 * the mean is absent when anything was cut, as leaving the longest out would flatter it.
 */
export function percentileMetrics<View extends RunView>(
  metricOf: MetricOf<View>,
  metric: DistributionMetric<View>,
  percentiles: readonly (keyof typeof PERCENTILES)[],
): readonly MetricDefinition[] {
  return percentiles.map((name) =>
    statisticMetric(metricOf, metric, name, { en: name, zh: name }, (seen) => percentileOf(seen, PERCENTILES[name])),
  );
}

function statisticMetric<View extends RunView>(
  metricOf: MetricOf<View>,
  { observe, title, formula, ...same }: DistributionMetric<View>,
  statistic: string,
  words: LocalizedText,
  reduce: (seen: Observations) => number | Absent,
): MetricDefinition {
  return metricOf({
    ...same,
    id: `${same.id}.${statistic}`,
    title: { en: `${title.en}, ${words.en}`, zh: `${title.zh}（${words.zh}）` },
    formula: { en: `${words.en} of: ${formula.en}`, zh: `${words.zh}：${formula.zh}` },
    needs: [],
    compute: (run) => {
      const seen = observe(run);
      if ("kind" in seen) return seen;
      if (seen.values.length === 0) return absent(warning("no-observations"));
      const value = reduce(seen);
      return typeof value === "number" ? metricValue(run, value, countOf(seen)) : value;
    },
  });
}

function countOf({ values, counts }: Observations): number {
  return counts === undefined ? values.length : countedTotal(counts);
}

function meanOf({ values, counts, censored }: Observations): number | Absent {
  if (censored > 0) return absent(warning("cut-by-run-end", { cut: censored }));
  return counts === undefined ? mean(Array.from(values)) : countedMean(values, counts);
}

function percentileOf(seen: Observations, percentile: number): number | Absent {
  const { values, counts, censored } = seen;
  const observed = countOf(seen);
  const count = observed + censored;
  const needed = minimumSamplesForQuantile(percentile / 100, CONFIDENCE);
  if (count < needed) return absent(warning("too-few-observations", { count, needed, percentile: `p${percentile}` }));
  // Cut observations rank above all others: they count for the rank and must never be reached by it.
  const rank = (count - 1) * (percentile / 100);
  if (Math.ceil(rank) >= observed) return absent(warning("cut-by-run-end", { cut: censored }));
  if (counts !== undefined) return countedOrderStatistic(values, counts, rank);
  const sorted = Array.from(Float64Array.from(values).sort());
  for (let index = 0; index < censored; index += 1) sorted.push(Number.POSITIVE_INFINITY);
  return quantileType7(sorted, percentile / 100);
}
