import type { InferenceView, MetricDefinition } from "../contract/metric.js";
import { UNITS } from "../model/unit.js";
import { distributionMetrics, type Observations } from "./distribution.js";
import { latencyObservations } from "./latency-observations.js";
import { secondsPerOutputToken } from "./token-pace.js";

const ALL = distributionMetrics({
  id: "tokens-per-second-per-user",
  title: { en: "Output tokens per second per user", zh: "单用户输出速率" },
  unit: UNITS.tokensPerSecond,
  better: "higher",
  group: "latency",
  formula: {
    en: "1 / TPOT of each request scheduled in the measure phase that ended well",
    zh: "测量阶段内计划发送且正常结束的每个请求的 1 / TPOT",
  },
  source: "SemiAnalysis InferenceX: interactivity = 1 / TPOT; here of each request and not of an aggregate",
  observe: paces,
});

// High percentiles of a rate describe the lucky users: only the mean and the median are kept.
export const userThroughput: readonly MetricDefinition[] = ALL.filter(
  ({ id }) => id.endsWith(".mean") || id.endsWith(".p50"),
);

function paces(run: InferenceView): Observations {
  const seconds = latencyObservations(run, secondsPerOutputToken);
  const { values, censored } = seconds;
  let filled = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    if (!(value > 0)) continue;
    values[filled] = 1 / value;
    filled += 1;
  }
  return { values: values.subarray(0, filled), censored };
}
