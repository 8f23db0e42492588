import type { DefinitionSet } from "./definition-set.js";
import { type FinishedRequest, gapsSeconds } from "./finished-requests.js";
import { type ForeignTool, foreignLatency, present } from "./foreign-distribution.js";
import { interpolated } from "./quantile-rules.js";

const TOOL: ForeignTool = {
  prefix: "aiperf",
  tool: "AIPerf",
  source:
    "AIPerf (58028d5b, 4f7ccffd, 58dd5dea: `ttft_metric.py`, `request_latency_metric.py`, `inter_token_latency_metric.py`, `inter_chunk_latency_metric.py` of `src/aiperf/metrics/types`)",
  quantile: interpolated,
};

/** Seconds from sending to the first and the last chunk with content. */
function contentSeconds({ contentTimesNs, sentNs }: FinishedRequest) {
  const [firstNs, lastNs] = [contentTimesNs.at(0), contentTimesNs.at(-1)];
  if (firstNs === undefined || lastNs === undefined) return undefined;
  return { first: (firstNs - sentNs) / 1e9, last: (lastNs - sentNs) / 1e9 };
}

function interTokenLatency(request: FinishedRequest): readonly number[] {
  const seconds = contentSeconds(request);
  const { tokens = 0 } = request;
  return seconds === undefined || tokens < 2 ? [] : [(seconds.last - seconds.first) / (tokens - 1)];
}

/**
 * AIPerf without its option for usage in every chunk. Times count from sending and from chunks that carry something; its
 * ITL is a mean of a request, its ICL every gap between chunks. It counts tokens with a tokenizer of its own unless it is told
 * to take the server's; here they are the server's.
 */
export const aiperf: DefinitionSet = {
  name: "aiperf",
  title: { en: "AIPerf", zh: "AIPerf" },
  metrics: [
    ...foreignLatency(TOOL, {
      id: "ttft",
      title: { en: "TTFT", zh: "TTFT" },
      formula: { en: "first chunk that is not empty - sending", zh: "首个非空数据块 − 发送时刻" },
      observe: (request) => present(contentSeconds(request)?.first),
    }),
    ...foreignLatency(TOOL, {
      id: "itl",
      title: { en: "ITL", zh: "ITL" },
      formula: {
        en: "(request latency - TTFT) / (n - 1) of each request of at least two tokens",
        zh: "每个至少两个 token 的请求：（请求时延 − TTFT）/（n − 1）",
      },
      observe: interTokenLatency,
    }),
    ...foreignLatency(TOOL, {
      id: "icl",
      title: { en: "ICL", zh: "ICL" },
      formula: {
        en: "every gap between two chunks that are not empty, of all requests together",
        zh: "全部请求中相邻两个非空数据块之间的每个间隔",
      },
      observe: ({ contentTimesNs }) => gapsSeconds(contentTimesNs),
    }),
    ...foreignLatency(TOOL, {
      id: "request-latency",
      title: { en: "request latency", zh: "请求时延" },
      formula: { en: "last chunk that is not empty - sending", zh: "最后一个非空数据块 − 发送时刻" },
      observe: (request) => present(contentSeconds(request)?.last),
    }),
  ],
};
