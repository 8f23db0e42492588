import { UNITS } from "../model/unit.js";
import { distributionMetrics } from "./distribution.js";
import { latencyObservations, secondsBetween } from "./latency-observations.js";

const SAME = { unit: UNITS.secondsAsMilliseconds, better: "lower", group: "latency" } as const;

export const endToEnd = [
  ...distributionMetrics({
    ...SAME,
    id: "end-to-end",
    title: { en: "End-to-end latency", zh: "端到端时延" },
    formula: {
      en: "last event with text - scheduled time, over requests scheduled in the measure phase that ended well",
      zh: "最后一个含文本事件的时刻 − 计划发送时刻；取测量阶段内计划发送且正常结束的请求",
    },
    source: "MLPerf LoadGen measures from the scheduled time",
    observe: (run) =>
      latencyObservations(run, (request) =>
        request.status === "ok" ? secondsBetween(request.scheduledNs, request.lastTokenNs) : undefined,
      ),
  }),
  ...distributionMetrics({
    ...SAME,
    id: "end-to-end-from-send",
    title: { en: "End-to-end latency from sending", zh: "端到端时延（自发送起）" },
    formula: {
      en: "last event with text - time of sending, over requests scheduled in the measure phase that ended well",
      zh: "最后一个含文本事件的时刻 − 实际发送时刻；取测量阶段内计划发送且正常结束的请求",
    },
    source: "what vLLM and other clients call E2EL",
    observe: (run) =>
      latencyObservations(run, (request) =>
        request.status === "ok" ? secondsBetween(request.sentNs, request.lastTokenNs) : undefined,
      ),
  }),
];
