import type { InferenceView, MetricDefinition } from "../contract/metric.js";
import type { EngineGauge } from "../model/engine-series.js";
import { type Absent, absent } from "../model/estimate.js";
import { note } from "../model/finding.js";
import type { LocalizedText } from "../model/localized-text.js";
import type { MetricValue } from "../model/metric-value.js";
import { isInside } from "../model/time.js";
import { mean } from "../statistics/summary.js";
import { inferenceMetric } from "./inference-metric.js";
import { metricValue } from "./values.js";

/** The mean and the largest of an engine's gauge over the looks inside the window, as two metrics `<id>.mean`, `.max`. */
export function engineGaugeMetrics(
  metric: Pick<MetricDefinition, "id" | "title" | "unit" | "formula" | "source"> & { readonly gauge: EngineGauge },
): readonly MetricDefinition[] {
  const { gauge, title, formula, ...same } = metric;
  const define = (
    statistic: string,
    words: LocalizedText,
    reduce: (values: readonly number[]) => number,
  ): MetricDefinition =>
    inferenceMetric({
      ...same,
      id: `${metric.id}.${statistic}`,
      title: { en: `${title.en}, ${words.en}`, zh: `${title.zh}（${words.zh}）` },
      formula: { en: `${words.en} of: ${formula.en}`, zh: `${words.zh}：${formula.zh}` },
      better: "neither",
      group: "server",
      needs: [],
      compute: (run): MetricValue | Absent => {
        const values = gaugeValues(run, gauge);
        if (values.length === 0) return absent(note("engine-metric-missing"));
        return metricValue(run, reduce(values), values.length);
      },
    });
  return [
    define("mean", { en: "mean", zh: "均值" }, mean),
    define("max", { en: "largest", zh: "最大值" }, (values) => Math.max(...values)),
  ];
}

function gaugeValues({ engine, window }: InferenceView, gauge: EngineGauge): readonly number[] {
  return engine
    .filter(({ atNs }) => isInside(window, atNs))
    .map(({ values }) => values[gauge])
    .filter((value) => value !== undefined);
}
