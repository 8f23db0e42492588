import { windowSeconds } from "../model/time.js";
import { UNITS } from "../model/unit.js";
import { inferenceMetric } from "./inference-metric.js";
import { metricValue } from "./values.js";
import { windowPromptTokens } from "./window-tokens.js";

export const totalThroughput = inferenceMetric({
  id: "total-tokens-per-second",
  title: { en: "Total throughput (prompt and output)", zh: "总吞吐量（输入与输出）" },
  unit: UNITS.tokensPerSecond,
  better: "higher",
  group: "throughput",
  formula: {
    en: "(output tokens of the events inside the window + prompt tokens of the requests whose first token came inside it) / length of the window",
    zh: "（窗口内事件的输出 token 数 + 首 token 落在窗口内的请求的输入 token 数）/ 窗口时长",
  },
  source: "what most vendors call throughput; never the one that is divided by joules",
  needs: [],
  compute: (run) => {
    const { tokens, events } = run.outputTokens;
    return metricValue(run, (tokens + windowPromptTokens(run)) / windowSeconds(run.window), events);
  },
});
