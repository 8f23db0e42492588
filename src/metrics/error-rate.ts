import { countRequests } from "../model/request-list.js";
import { UNITS } from "../model/unit.js";
import { inferenceMetric } from "./inference-metric.js";
import { metricValue } from "./values.js";

export const errorRate = inferenceMetric({
  id: "error-rate",
  title: { en: "Error rate", zh: "错误率" },
  unit: UNITS.fractionAsPercent,
  better: "lower",
  group: "quality",
  formula: {
    en: "failed requests / requests that ended by themselves, over requests scheduled in the measure phase",
    zh: "失败请求数 / 自行结束的请求数；取测量阶段内计划发送的请求",
  },
  source: "reference: statistics Q11; no request is ever retried",
  needs: [],
  compute: (run) => {
    const ended = countRequests(run.measured, (request) => request.status !== "cut");
    const failed = countRequests(run.measured, (request) => request.status === "failed");
    return metricValue(run, failed / ended, ended);
  },
});
