import { UNITS } from "../model/unit.js";
import { distributionMetrics } from "./distribution.js";
import { chunkGaps } from "./gap-observations.js";

export const icl = distributionMetrics({
  id: "icl",
  title: { en: "Inter-chunk latency (ICL)", zh: "事件间时延（ICL）" },
  unit: UNITS.secondsAsMilliseconds,
  better: "lower",
  group: "latency",
  formula: {
    en: "every single gap between two successive events with text of one request that ends inside the window, whatever number of tokens an event holds",
    zh: "同一请求相邻两个含文本事件之间的每个间隔（间隔终点落在窗口内），不论一个事件含多少 token",
  },
  source: "AIPerf's inter-chunk latency; what vLLM bench serve calls ITL; percentiles are those of gaps",
  observe: chunkGaps,
});
