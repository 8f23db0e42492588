import type { MetricDefinition } from "../contract/metric.js";
import { windowSeconds } from "../model/time.js";
import { UNITS } from "../model/unit.js";
import { metricValue } from "./values.js";
import { windowPromptTokens } from "./window-tokens.js";

export const totalThroughput: MetricDefinition = {
  id: "total-tokens-per-second",
  title: { en: "Total throughput (prompt and output)", zh: "总吞吐量（输入与输出）" },
  unit: UNITS.tokensPerSecond,
  better: "higher",
  group: "throughput",
  formula:
    "(output tokens of the events inside the window + prompt tokens of the requests whose first token came inside it) / length of the window",
  source: "what most vendors call throughput; never the one that is divided by joules",
  needs: [],
  compute: (run) => {
    const { tokens, events } = run.outputTokens;
    return metricValue(run, (tokens + windowPromptTokens(run)) / windowSeconds(run.window), events);
  },
};
