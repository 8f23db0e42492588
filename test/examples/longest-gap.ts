import { inferenceMetric } from "../../src/metrics/inference-metric.js";
import { metricValue } from "../../src/metrics/values.js";
import { UNITS } from "../../src/model/unit.js";

export const longestGap = inferenceMetric({
  id: "longest-gap",
  title: { en: "Longest gap between tokens", zh: "最长 token 间隔" },
  unit: UNITS.secondsAsMilliseconds,
  better: "lower",
  group: "latency",
  formula: {
    en: "largest gap between two successive events with text of one request",
    zh: "同一请求相邻两个含文本事件之间的最大间隔",
  },
  source: "an example",
  needs: [],
  compute: (run) => {
    let longestNs = 0;
    for (const { timesNs } of run.events) {
      for (let index = 1; index < timesNs.length; index += 1) {
        longestNs = Math.max(longestNs, (timesNs[index] as number) - (timesNs[index - 1] as number));
      }
    }
    return metricValue(run, longestNs / 1e9, run.events.length);
  },
});
