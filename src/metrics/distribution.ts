import type { InferenceView, MetricDefinition, RunView } from "../contract/metric.js";
import { type Absent, absent } from "../model/estimate.js";
import { warning } from "../model/finding.js";
import type { LocalizedText } from "../model/localized-text.js";
import type { MetricValue } from "../model/metric-value.js";
import { minimumSamplesForQuantile } from "../statistics/quantile-minimum.js";
import { mean } from "../statistics/summary.js";
import { countedMean, countedOrderStatistic, countedTotal } from "./counted-values.js";
import { inferenceMetric } from "./inference-metric.js";
import { orderStatistics } from "./order-statistics.js";
import { metricValue } from "./values.js";

/** Observations of one run. */
export interface Observations {
  /** Only for the one who asked, who may change their order, and until the next question. */
  readonly values: Float64Array;
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
type Percentile = keyof typeof PERCENTILES;
const CONFIDENCE = 0.95;

/** All that is shown of the observations of one run: millions of them are walked over once, and let go. */
interface Distribution {
  readonly count: number;
  readonly mean: number | Absent;
  readonly percentiles: Readonly<Record<Percentile, number | Absent>>;
}

/** The mean and percentiles of one quantity of inference runs as four metrics `<id>.mean`, `.p50`, `.p90`, `.p99`. */
export function distributionMetrics(metric: DistributionMetric): readonly MetricDefinition[] {
  const summarise = onceARun(metric);
  const mean = statisticMetric(
    inferenceMetric,
    metric,
    "mean",
    { en: "mean", zh: "均值" },
    summarise,
    (seen) => seen.mean,
  );
  return [mean, ...percentilesOf(inferenceMetric, metric, ["p50", "p90", "p99"], summarise)];
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
  percentiles: readonly Percentile[],
): readonly MetricDefinition[] {
  return percentilesOf(metricOf, metric, percentiles, onceARun(metric));
}

function percentilesOf<View extends RunView>(
  metricOf: MetricOf<View>,
  metric: DistributionMetric<View>,
  percentiles: readonly Percentile[],
  summarise: (run: View) => Distribution | Absent,
): readonly MetricDefinition[] {
  return percentiles.map((name) =>
    statisticMetric(metricOf, metric, name, { en: name, zh: name }, summarise, (seen) => seen.percentiles[name]),
  );
}

function statisticMetric<View extends RunView>(
  metricOf: MetricOf<View>,
  { observe: _, title, formula, ...same }: DistributionMetric<View>,
  statistic: string,
  words: LocalizedText,
  summarise: (run: View) => Distribution | Absent,
  pick: (seen: Distribution) => number | Absent,
): MetricDefinition {
  return metricOf({
    ...same,
    id: `${same.id}.${statistic}`,
    title: { en: `${title.en}, ${words.en}`, zh: `${title.zh}（${words.zh}）` },
    formula: { en: `${words.en} of: ${formula.en}`, zh: `${words.zh}：${formula.zh}` },
    needs: [],
    compute: (run) => {
      const seen = summarise(run);
      if ("kind" in seen) return seen;
      if (seen.count === 0) return absent(warning("no-observations"));
      const value = pick(seen);
      return typeof value === "number" ? metricValue(run, value, seen.count) : value;
    },
  });
}

/** The metrics of one quantity are computed one after the other, of the same view: the work is done once for all of them. */
function onceARun<View extends RunView>({ observe }: DistributionMetric<View>): (run: View) => Distribution | Absent {
  const known = new WeakMap<View, Distribution | Absent>();
  return (run) => {
    const before = known.get(run);
    if (before !== undefined) return before;
    const seen = observe(run);
    const distribution = "kind" in seen ? seen : distributionOf(seen);
    known.set(run, distribution);
    return distribution;
  };
}

function distributionOf(seen: Observations): Distribution {
  const count = seen.counts === undefined ? seen.values.length : countedTotal(seen.counts);
  // First the mean: a sum depends on the order, in its last digit.
  const meanValue = count === 0 ? Number.NaN : meanOf(seen);
  return { count, mean: meanValue, percentiles: percentilesOfAll(seen, count) };
}

function meanOf({ values, counts, censored }: Observations): number | Absent {
  if (censored > 0) return absent(warning("cut-by-run-end", { cut: censored }));
  return counts === undefined ? mean(values) : countedMean(values, counts);
}

function percentilesOfAll(seen: Observations, observed: number): Distribution["percentiles"] {
  const { values, counts, censored } = seen;
  const count = observed + censored;
  // Cut observations rank above all others: they count for the rank and must never be reached by it.
  const rankOf = (name: Percentile): number => (count - 1) * (PERCENTILES[name] / 100);
  const refusalOf = (name: Percentile): Absent | undefined => {
    const percentile = PERCENTILES[name];
    const needed = minimumSamplesForQuantile(percentile / 100, CONFIDENCE);
    if (count < needed) return absent(warning("too-few-observations", { count, needed, percentile: `p${percentile}` }));
    return Math.ceil(rankOf(name)) >= observed ? absent(warning("cut-by-run-end", { cut: censored })) : undefined;
  };
  const names = Object.keys(PERCENTILES) as readonly Percentile[];
  const given = names.filter((name) => refusalOf(name) === undefined);
  const found =
    counts === undefined
      ? orderStatistics(values, given.map(rankOf))
      : given.map((name) => countedOrderStatistic(values, counts, rankOf(name)));
  const all = names.map((name) => [name, refusalOf(name) ?? (found[given.indexOf(name)] as number)] as const);
  return Object.fromEntries(all) as Distribution["percentiles"];
}
