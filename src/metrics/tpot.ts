import { UNITS } from "../model/unit.js";
import { distributionMetrics } from "./distribution.js";
import { latencyObservations } from "./latency-observations.js";
import { secondsPerOutputToken } from "./token-pace.js";

export const tpot = distributionMetrics({
  id: "tpot",
  title: { en: "Time per output token (TPOT)", zh: "每输出 token 时延（TPOT）" },
  unit: UNITS.secondsAsMilliseconds,
  better: "lower",
  group: "latency",
  formula: {
    en: "(last token - first token) / (output tokens - 1) of each request scheduled in the measure phase that ended well",
    zh: "测量阶段内计划发送且正常结束的每个请求：（末 token 时刻 − 首 token 时刻）/（输出 token 数 − 1）",
  },
  source:
    "MLPerf LoadGen: (latency - TTFT) / (n - 1); one mean a request, so its percentiles are those of requests: those of gaps are itl and icl",
  observe: (run) => latencyObservations(run, secondsPerOutputToken),
});
