import { countRequests } from "../model/request-list.js";
import { isInside, windowSeconds } from "../model/time.js";
import { UNITS } from "../model/unit.js";
import { inferenceMetric } from "./inference-metric.js";
import { metricValue } from "./values.js";

export const requestThroughput = inferenceMetric({
  id: "requests-per-second",
  title: { en: "Request throughput", zh: "请求吞吐量" },
  unit: UNITS.requestsPerSecond,
  better: "higher",
  group: "throughput",
  formula: {
    en: "requests that ended well inside the window / length of the window",
    zh: "窗口内正常结束的请求数 / 窗口时长",
  },
  source: "MLPerf LoadGen, completed samples per second",
  needs: [],
  compute: (run) => {
    const ended = countRequests(run.requests, ({ status, endNs }) => status === "ok" && isInside(run.window, endNs));
    return metricValue(run, ended / windowSeconds(run.window), ended);
  },
});
