import type { InferenceView } from "../contract/metric.js";
import { type Absent, absent } from "../model/estimate.js";
import { note } from "../model/finding.js";
import { countRequests, selectRequests } from "../model/request-list.js";
import type { RequestSample } from "../model/request-sample.js";
import { UNITS } from "../model/unit.js";
import { distributionMetrics, type Observations } from "./distribution.js";
import { latencyObservations, secondsBetween } from "./latency-observations.js";

const SAME = { unit: UNITS.secondsAsMilliseconds, better: "lower", group: "latency" } as const;

/** The first token of any kind is `ttft`; where a model reasons before it answers, these are its two parts. */
export const ttftParts = [
  ...distributionMetrics({
    ...SAME,
    id: "ttft-reasoning",
    title: { en: "Time to first reasoning token", zh: "首个推理 token 时延" },
    formula: {
      en: "first event with reasoning - scheduled time, over requests scheduled in the measure phase that have reasoning",
      zh: "首个含推理内容事件的时刻 − 计划发送时刻；取测量阶段内计划发送且含推理内容的请求",
    },
    source: "reasoning_content or reasoning in the chunks' delta",
    // One that was cut with an answer and without reasoning has none; one that was cut before either may have had some.
    observe: (run) =>
      partObservations(
        run,
        ({ firstReasoningNs, firstAnswerNs }) => firstReasoningNs !== undefined || firstAnswerNs === undefined,
        ({ firstReasoningNs }) => firstReasoningNs,
      ),
  }),
  ...distributionMetrics({
    ...SAME,
    id: "ttft-answer",
    title: { en: "Time to first answer token", zh: "首个答案 token 时延" },
    formula: {
      en: "first event with content or a tool call - scheduled time, over requests scheduled in the measure phase; where any request of the run has reasoning",
      zh: "首个含答案内容或工具调用事件的时刻 − 计划发送时刻；取测量阶段内计划发送的请求；仅在该运行有请求含推理内容时给出",
    },
    source: "what a user who is not shown the reasoning waits for",
    observe: (run) =>
      partObservations(
        run,
        () => true,
        ({ firstAnswerNs }) => firstAnswerNs,
      ),
  }),
];

function partObservations(
  run: InferenceView,
  isConcerned: (request: RequestSample) => boolean,
  instantOf: (request: RequestSample) => number | undefined,
): Observations | Absent {
  const reasoning = countRequests(run.requests, ({ firstReasoningNs }) => firstReasoningNs !== undefined);
  if (reasoning === 0) return absent(note("no-reasoning"));
  return latencyObservations({ measured: selectRequests(run.measured, isConcerned) }, (request) =>
    secondsBetween(request.scheduledNs, instantOf(request)),
  );
}
