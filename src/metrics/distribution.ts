import type { MetricDefinition, RunView } from "../contract/metric.js";
import { type Absent, absent } from "../model/estimate.js";
import { warning } from "../model/finding.js";
import type { LocalizedText } from "../model/localized-text.js";
import type { MetricValue } from "../model/metric-value.js";
import { minimumSamplesForQuantile } from "../statistics/quantile-minimum.js";
import { mean, quantileType7 } from "../statistics/summary.js";
import { metricValue } from "./values.js";

/** Observations of one run. `censored` counts those known only to be larger than all: requests that the run's end cut. */
export interface Observations {
  readonly values: readonly number[];
  readonly censored: number;
}

export interface DistributionMetric
  extends Pick<MetricDefinition, "id" | "title" | "unit" | "better" | "group" | "formula" | "source"> {
  observe(run: RunView): Observations;
}

const PERCENTILES = [50, 90, 99] as const;
const CONFIDENCE = 0.95;

/**
 * The mean and percentiles of one quantity as four metrics `<id>.mean`, `.p50`, `.p90`, `.p99`.
 *
 * Percentiles interpolate between order statistics (type 7). One is absent when the run has too few observations for a
 * two-sided 95 % order-statistic interval (6, 29, 299 for p50, p90, p99), or when it falls among observations that the
 * run's end cut; the mean is absent when anything was cut, as leaving the longest out would flatter it.
 */
export function distributionMetrics(metric: DistributionMetric): readonly MetricDefinition[] {
  const { observe, title, formula, ...same } = metric;
  const define = (
    statistic: string,
    words: LocalizedText,
    reduce: (seen: Observations) => number | Absent,
  ): MetricDefinition => ({
    ...same,
    id: `${metric.id}.${statistic}`,
    title: { en: `${title.en}, ${words.en}`, zh: `${title.zh}（${words.zh}）` },
    formula: { en: `${words.en} of: ${formula.en}`, zh: `${words.zh}：${formula.zh}` },
    needs: [],
    compute: (run): MetricValue | Absent => {
      const seen = observe(run);
      if (seen.values.length === 0) return absent(warning("no-observations"));
      const value = reduce(seen);
      return typeof value === "number" ? metricValue(run, value, seen.values.length) : value;
    },
  });
  return [
    define("mean", { en: "mean", zh: "均值" }, meanOf),
    ...PERCENTILES.map((percentile) =>
      define(`p${percentile}`, { en: `p${percentile}`, zh: `p${percentile}` }, (seen) =>
        percentileOf(seen, percentile),
      ),
    ),
  ];
}

function meanOf(seen: Observations): number | Absent {
  return seen.censored > 0 ? absent(warning("cut-by-run-end", { cut: seen.censored })) : mean(seen.values);
}

function percentileOf(seen: Observations, percentile: number): number | Absent {
  const count = seen.values.length + seen.censored;
  const needed = minimumSamplesForQuantile(percentile / 100, CONFIDENCE);
  if (count < needed) return absent(warning("too-few-observations", { count, needed, percentile: `p${percentile}` }));
  // Cut observations rank above all others: they count for the rank and must never be reached by it.
  if (Math.ceil((count - 1) * (percentile / 100)) >= seen.values.length) {
    return absent(warning("cut-by-run-end", { cut: seen.censored }));
  }
  const sorted = Array.from(Float64Array.from(seen.values).sort());
  for (let index = 0; index < seen.censored; index += 1) sorted.push(Number.POSITIVE_INFINITY);
  return quantileType7(sorted, percentile / 100);
}
