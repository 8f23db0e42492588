import type { InferenceView, MetricDefinition } from "../../contract/metric.js";
import { absent } from "../../model/estimate.js";
import { warning } from "../../model/finding.js";
import type { LocalizedText } from "../../model/localized-text.js";
import { UNITS } from "../../model/unit.js";
import { inferenceMetric } from "../inference-metric.js";
import { metricValue } from "../values.js";
import { type FinishedRequest, finishedRequests } from "./finished-requests.js";
import type { QuantileRule, Sample } from "./quantile-rules.js";

/** What all metrics of one tool have in common. */
export interface ForeignTool {
  /** Before every id: another tool's TTFT must not pass for ours. */
  readonly prefix: string;
  /** Before every title. */
  readonly tool: string;
  /** Version and file of the formulas. */
  readonly source: string;
  readonly quantile: QuantileRule;
}

/** A latency as a tool takes it of one request. */
export interface ForeignLatency {
  readonly id: string;
  readonly title: LocalizedText;
  readonly formula: LocalizedText;
  /** In seconds; none where the request has no such latency. */
  observe(request: FinishedRequest): readonly number[];
  /** How much the observations of a request count for; 1 where absent. */
  weightOf?(request: FinishedRequest): number;
}

const STATISTICS = [
  { id: "mean", words: { en: "mean", zh: "均值" }, p: undefined },
  { id: "p50", words: { en: "median", zh: "中位数" }, p: 0.5 },
  { id: "p99", words: { en: "p99", zh: "p99" }, p: 0.99 },
] as const;

/**
 * Mean, median and p99 of a latency over the finished requests of the measure phase, as the tool takes them. They are given
 * for any number of requests, as the tools do; ours are not.
 */
export function foreignLatency(tool: ForeignTool, latency: ForeignLatency): readonly MetricDefinition[] {
  return STATISTICS.map(({ id, words, p }) =>
    inferenceMetric({
      id: `${tool.prefix}.${latency.id}.${id}`,
      title: {
        en: `${tool.tool} ${latency.title.en}, ${words.en}`,
        zh: `${tool.tool} ${latency.title.zh}（${words.zh}）`,
      },
      unit: UNITS.secondsAsMilliseconds,
      better: "lower",
      group: "latency",
      formula: { en: `${words.en} of: ${latency.formula.en}`, zh: `${words.zh}：${latency.formula.zh}` },
      source: tool.source,
      needs: [],
      compute: (run) => {
        const sample = sampleOf(run, latency);
        const count = sample.values.length;
        if (count === 0) return absent(warning("no-observations"));
        return metricValue(run, p === undefined ? weightedMean(sample) : tool.quantile(sample, p), count);
      },
    }),
  );
}

/** Every observation of a latency over the finished requests of the measure phase, in ascending order. */
export function sampleOf(
  run: InferenceView,
  { observe, weightOf = () => 1 }: Pick<ForeignLatency, "observe" | "weightOf">,
): Sample {
  const values: number[] = [];
  const weights: number[] = [];
  for (const request of finishedRequests(run)) {
    const weight = weightOf(request);
    if (!(weight > 0)) continue;
    for (const value of observe(request)) {
      values.push(value);
      weights.push(weight);
    }
  }
  // By index, as the weights must follow; a typed array sorts numbers as numbers.
  const order = Float64Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  return {
    values: Array.from(order, (index) => values[index] ?? 0),
    weights: Array.from(order, (index) => weights[index] ?? 0),
  };
}

function weightedMean({ values, weights }: Sample): number {
  let sum = 0;
  let total = 0;
  for (const [index, value] of values.entries()) {
    const weight = weights[index] ?? 0;
    sum += value * weight;
    total += weight;
  }
  return sum / total;
}

/** One observation, or none where there is no such time. */
export function present(seconds: number | undefined): readonly number[] {
  return seconds === undefined ? [] : [seconds];
}
