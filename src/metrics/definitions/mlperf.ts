import type { DefinitionSet } from "./definition-set.js";
import type { FinishedRequest } from "./finished-requests.js";
import { type ForeignTool, foreignLatency, present } from "./foreign-distribution.js";
import { indexed } from "./quantile-rules.js";

const TOOL: ForeignTool = {
  prefix: "mlperf",
  tool: "MLPerf",
  source: "MLPerf LoadGen (b66003e1 `loadgen/loadgen.cc`, 05a9cec3 `loadgen/results.cc`), scenario Server",
  quantile: indexed,
};

/** Seconds from the scheduled instant. LoadGen is told of the first token and of the end by the system under test. */
function times({ sample, contentTimesNs }: FinishedRequest) {
  const firstNs = contentTimesNs.at(0);
  const latency = (sample.endNs - sample.scheduledNs) / 1e9;
  return { ttft: firstNs === undefined ? undefined : (firstNs - sample.scheduledNs) / 1e9, latency };
}

function timePerOutputToken(request: FinishedRequest): readonly number[] {
  const { ttft, latency } = times(request);
  const { tokens = 0 } = request;
  return ttft === undefined || tokens < 2 ? [] : [(latency - ttft) / (tokens - 1)];
}

/** MLPerf LoadGen. Times count from when a request was due; quantiles are the order statistic at floor(n p). */
export const mlperf: DefinitionSet = {
  name: "mlperf",
  title: { en: "MLPerf LoadGen (Server)", zh: "MLPerf LoadGen（Server 场景）" },
  metrics: [
    ...foreignLatency(TOOL, {
      id: "ttft",
      title: { en: "first-token latency", zh: "首 token 时延" },
      formula: { en: "first chunk with content - scheduled time", zh: "首个含内容的数据块 − 计划发送时刻" },
      observe: (request) => present(times(request).ttft),
    }),
    ...foreignLatency(TOOL, {
      id: "tpot",
      title: { en: "time per output token", zh: "每输出 token 时延" },
      formula: {
        en: "(latency - first-token latency) / (n - 1) of each request of at least two tokens",
        zh: "每个至少两个 token 的请求：（时延 − 首 token 时延）/（n − 1）",
      },
      observe: timePerOutputToken,
    }),
    ...foreignLatency(TOOL, {
      id: "latency",
      title: { en: "latency", zh: "时延" },
      formula: { en: "end of the response - scheduled time", zh: "响应结束 − 计划发送时刻" },
      observe: (request) => [times(request).latency],
    }),
  ],
};
