import { UNITS } from "../model/unit.js";
import { distributionMetrics } from "./distribution.js";
import { latencyObservations, secondsBetween } from "./latency-observations.js";

const SAME = { unit: UNITS.secondsAsMilliseconds, better: "lower", group: "latency" } as const;

export const ttft = [
  ...distributionMetrics({
    ...SAME,
    id: "ttft",
    title: { en: "Time to first token (TTFT)", zh: "首 token 时延（TTFT）" },
    formula: {
      en: "first event with text - scheduled time, over requests scheduled in the measure phase",
      zh: "首个含文本事件的时刻 − 计划发送时刻；取测量阶段内计划发送的请求",
    },
    source: "MLPerf LoadGen measures from the scheduled time; role-only and empty chunks are no token",
    observe: (run) => latencyObservations(run, (request) => secondsBetween(request.scheduledNs, request.firstTokenNs)),
  }),
  ...distributionMetrics({
    ...SAME,
    id: "ttft-from-send",
    title: { en: "Time to first token from sending", zh: "首 token 时延（自发送起）" },
    formula: {
      en: "first event with text - time of sending, over requests scheduled in the measure phase",
      zh: "首个含文本事件的时刻 − 实际发送时刻；取测量阶段内计划发送的请求",
    },
    source: "what vLLM, AIPerf and other clients call TTFT",
    observe: (run) => latencyObservations(run, (request) => secondsBetween(request.sentNs, request.firstTokenNs)),
  }),
];
