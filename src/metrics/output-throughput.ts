import { windowSeconds } from "../model/time.js";
import { UNITS } from "../model/unit.js";
import { inferenceMetric } from "./inference-metric.js";
import { metricValue } from "./values.js";

export const outputThroughput = inferenceMetric({
  id: "output-tokens-per-second",
  title: { en: "Output throughput", zh: "输出吞吐量" },
  unit: UNITS.tokensPerSecond,
  better: "higher",
  group: "throughput",
  formula: {
    en: "output tokens of the events inside the window / length of the window",
    zh: "窗口内事件的输出 token 数 / 窗口时长",
  },
  source: "DESIGN section 5; MLPerf LoadGen counts output tokens only",
  needs: [],
  compute: (run) => {
    const { tokens, events } = run.outputTokens;
    return metricValue(run, tokens / windowSeconds(run.window), events);
  },
});
