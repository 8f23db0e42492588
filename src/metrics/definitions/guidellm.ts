import type { DefinitionSet } from "./definition-set.js";
import type { FinishedRequest } from "./finished-requests.js";
import { type ForeignTool, foreignLatency } from "./foreign-distribution.js";
import { weightedStep } from "./quantile-rules.js";

const TOOL: ForeignTool = {
  prefix: "guidellm",
  tool: "GuideLLM",
  source:
    "GuideLLM after 0.7.3 (06cef291 `schemas/request_stats.py`, 02804675 `schemas/base/statistics.py`; weights in `benchmark/schemas/generative/metrics.py`)",
  quantile: weightedStep,
};

const tokensOf = ({ tokens }: FinishedRequest): number => tokens ?? 0;

/** Seconds between two instants where both are there. */
function span(startNs: number | undefined, endNs: number | undefined, divisor = 1): readonly number[] {
  return startNs === undefined || endNs === undefined ? [] : [(endNs - startNs) / 1e9 / divisor];
}

/**
 * GuideLLM. All times count from sending; TPOT holds the time to the first token; TPOT and ITL are means of a request, which
 * count for its n and n - 1 tokens where requests are put together.
 */
export const guidellm: DefinitionSet = {
  name: "guidellm",
  title: { en: "GuideLLM", zh: "GuideLLM" },
  metrics: [
    ...foreignLatency(TOOL, {
      id: "ttft",
      title: { en: "TTFT", zh: "TTFT" },
      formula: {
        en: "first chunk with content, reasoning or a tool call - sending",
        zh: "首个含内容、推理或工具调用的数据块 − 发送时刻",
      },
      observe: ({ contentTimesNs, sentNs }) => span(sentNs, contentTimesNs.at(0)),
    }),
    ...foreignLatency(TOOL, {
      id: "tpot",
      title: { en: "TPOT", zh: "TPOT" },
      formula: {
        en: "(last token - sending) / n of each request, which counts for its n tokens; the time to the first token is in it",
        zh: "每个请求：（末 token − 发送时刻）/ n，按 n 加权；其中包含首 token 时延",
      },
      observe: (request) => span(request.sentNs, request.contentTimesNs.at(-1), tokensOf(request)),
      weightOf: tokensOf,
    }),
    ...foreignLatency(TOOL, {
      id: "itl",
      title: { en: "ITL", zh: "ITL" },
      formula: {
        en: "(last token - first token) / (n - 1) of each request, which counts for its n - 1 tokens",
        zh: "每个请求：（末 token − 首 token）/（n − 1），按 n − 1 加权",
      },
      observe: (request) => span(request.contentTimesNs.at(0), request.contentTimesNs.at(-1), tokensOf(request) - 1),
      weightOf: (request) => tokensOf(request) - 1,
    }),
    ...foreignLatency(TOOL, {
      id: "request-latency",
      title: { en: "request latency", zh: "请求时延" },
      formula: { en: "end of the response - sending", zh: "响应结束 − 发送时刻" },
      observe: ({ sample, sentNs }) => span(sentNs, sample.endNs),
    }),
  ],
};
