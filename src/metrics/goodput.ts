import type { MetricDefinition } from "../contract/metric.js";
import { countRequests } from "../model/request-list.js";
import type { RequestSample } from "../model/request-sample.js";
import { windowSeconds } from "../model/time.js";
import { UNITS } from "../model/unit.js";
import type { ServiceLevel } from "../model/workload.js";
import { inferenceMetric } from "./inference-metric.js";
import { secondsBetween } from "./latency-observations.js";
import { secondsPerOutputToken } from "./token-pace.js";
import { metricValue } from "./values.js";

const SAME = {
  better: "higher",
  group: "latency",
  source: "AIPerf's definition (failed requests stay in the denominator), latencies from the scheduled time",
  needs: ["slo"],
} as const;

export const goodput: readonly MetricDefinition[] = [
  inferenceMetric({
    ...SAME,
    id: "goodput",
    title: { en: "Goodput under the workload's SLO", zh: "满足 SLO 的有效吞吐量" },
    unit: UNITS.requestsPerSecond,
    formula: {
      en: "requests scheduled in the measure phase that met every bound of the SLO / length of the window",
      zh: "测量阶段内计划发送且满足全部 SLO 的请求数 / 窗口时长",
    },
    compute: (run) => {
      const good = countRequests(run.measured, (request) => meets(request, run.workload.slo ?? {}));
      return metricValue(run, good / windowSeconds(run.window), run.measured.length);
    },
  }),
  inferenceMetric({
    ...SAME,
    id: "goodput-share",
    title: { en: "Share of requests within the SLO", zh: "满足 SLO 的请求占比" },
    unit: UNITS.fractionAsPercent,
    formula: {
      en: "requests scheduled in the measure phase that met every bound of the SLO / all of them",
      zh: "测量阶段内计划发送且满足全部 SLO 的请求数 / 该阶段全部请求数",
    },
    compute: (run) => {
      const good = countRequests(run.measured, (request) => meets(request, run.workload.slo ?? {}));
      return metricValue(run, good / run.measured.length, run.measured.length);
    },
  }),
];

/** Whether a request ended well within every bound that is set. A request of one token has no TPOT to miss. */
function meets(request: RequestSample, slo: ServiceLevel): boolean {
  if (request.status !== "ok") return false;
  const within = (seconds: number | undefined, bound: number | undefined): boolean =>
    bound === undefined || (seconds !== undefined && seconds <= bound);
  const tpot = request.outputTokens.count < 2 ? 0 : secondsPerOutputToken(request);
  return (
    within(secondsBetween(request.scheduledNs, request.firstTokenNs), slo.ttftSeconds) &&
    within(tpot, slo.tpotSeconds) &&
    within(secondsBetween(request.scheduledNs, request.lastTokenNs), slo.endToEndSeconds)
  );
}
