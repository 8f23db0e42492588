import type { InferenceView, MetricDefinition } from "../../contract/metric.js";
import { UNITS } from "../../model/unit.js";
import { inferenceMetric } from "../inference-metric.js";
import { metricValue } from "../values.js";
import type { DefinitionSet } from "./definition-set.js";
import { type FinishedRequest, finishedRequests, gapsSeconds } from "./finished-requests.js";
import { type ForeignTool, foreignLatency, present } from "./foreign-distribution.js";
import { interpolated } from "./quantile-rules.js";

const TOOL: ForeignTool = {
  prefix: "vllm",
  tool: "vLLM",
  source:
    "vLLM, main of August 2026 (009e6d4a `vllm/benchmarks/serve.py`, 02cfb534 `vllm/benchmarks/lib/endpoint_request_func.py`)",
  quantile: interpolated,
};

/** What vLLM measures of one request. In seconds; undefined where it has no such time. */
export interface VllmTimes {
  readonly ttft: number;
  /** Every gap between two chunks, whatever they hold. */
  readonly itl: readonly number[];
  /** Its `latency`. */
  readonly e2el: number;
  readonly tpot: number | undefined;
}

/** @returns undefined for an answer without a chunk, which vLLM counts as failed */
export function vllmTimes({ chunkTimesNs, sentNs, tokens }: FinishedRequest): VllmTimes | undefined {
  const [firstNs, lastNs] = [chunkTimesNs.at(0), chunkTimesNs.at(-1)];
  if (firstNs === undefined || lastNs === undefined) return undefined;
  const ttft = (firstNs - sentNs) / 1e9;
  const e2el = (lastNs - sentNs) / 1e9;
  const tpot = tokens === undefined || tokens <= 1 ? undefined : (e2el - ttft) / (tokens - 1);
  return { ttft, itl: gapsSeconds(chunkTimesNs), e2el, tpot };
}

/**
 * Seconds that vLLM calls the duration of a run: from the first sending to the last end, its ramp and its drain included.
 * NaN where no request finished.
 */
export function vllmDuration(run: InferenceView): number {
  const requests = finishedRequests(run);
  const firstNs = requests.reduce((least, { sentNs }) => Math.min(least, sentNs), Number.POSITIVE_INFINITY);
  const lastNs = requests.reduce((most, { sample }) => Math.max(most, sample.endNs), Number.NEGATIVE_INFINITY);
  return requests.length === 0 ? Number.NaN : (lastNs - firstNs) / 1e9;
}

const DURATION = {
  en: "seconds from the first sending to the last end of them, the drain included",
  zh: "自首次发送至最后结束的时长（含收尾阶段）",
};

function throughput(
  id: string,
  title: MetricDefinition["title"],
  counted: MetricDefinition["formula"],
  unit: MetricDefinition["unit"],
  countOf: (request: FinishedRequest) => number,
): MetricDefinition {
  return inferenceMetric({
    id: `vllm.${id}`,
    title: { en: `vLLM ${title.en}`, zh: `vLLM ${title.zh}` },
    unit,
    better: "higher",
    group: "throughput",
    formula: {
      en: `${counted.en} of the finished requests / ${DURATION.en}`,
      zh: `正常结束请求的${counted.zh} / ${DURATION.zh}`,
    },
    source: TOOL.source,
    needs: [],
    compute: (run) => {
      const requests = finishedRequests(run).filter((request) => vllmTimes(request) !== undefined);
      const total = requests.reduce((sum, request) => sum + countOf(request), 0);
      return metricValue(run, total / vllmDuration(run), requests.length);
    },
  });
}

const outputTokens = ({ tokens }: FinishedRequest): number => tokens ?? Number.NaN;
const allTokens = (request: FinishedRequest): number => request.sample.promptTokens.count + outputTokens(request);

/**
 * `vllm bench serve`. All times count from sending; the first chunk with choices is the first token even if it is empty
 * (the role alone); ITL is every gap between such chunks, pooled over all requests and never divided by the tokens of a chunk.
 */
export const vllm: DefinitionSet = {
  name: "vllm",
  title: { en: "vLLM bench serve", zh: "vLLM bench serve" },
  metrics: [
    throughput(
      "request-throughput",
      { en: "request throughput", zh: "请求吞吐量" },
      { en: "number", zh: "数量" },
      UNITS.requestsPerSecond,
      () => 1,
    ),
    throughput(
      "output-throughput",
      { en: "output throughput", zh: "输出吞吐量" },
      { en: "output tokens", zh: "输出 token 数" },
      UNITS.tokensPerSecond,
      outputTokens,
    ),
    throughput(
      "total-throughput",
      { en: "total token throughput", zh: "总 token 吞吐量" },
      { en: "prompt and output tokens", zh: "输入与输出 token 数" },
      UNITS.tokensPerSecond,
      allTokens,
    ),
    ...foreignLatency(TOOL, {
      id: "ttft",
      title: { en: "TTFT", zh: "TTFT" },
      formula: {
        en: "first chunk with choices, even without text - sending",
        zh: "首个含 choices 的数据块（文本可为空）− 发送时刻",
      },
      observe: (request) => present(vllmTimes(request)?.ttft),
    }),
    ...foreignLatency(TOOL, {
      id: "tpot",
      title: { en: "TPOT", zh: "TPOT" },
      formula: {
        en: "(E2EL - TTFT) / (n - 1) of each request of more than one token",
        zh: "每个多于一个 token 的请求：（E2EL − TTFT）/（n − 1）",
      },
      observe: (request) => present(vllmTimes(request)?.tpot),
    }),
    ...foreignLatency(TOOL, {
      id: "itl",
      title: { en: "ITL", zh: "ITL" },
      formula: {
        en: "every gap between two chunks with choices, empty ones included, of all requests together; a chunk may hold several tokens",
        zh: "全部请求中相邻两个含 choices 的数据块（含空块）之间的每个间隔；一个数据块可含多个 token",
      },
      observe: (request) => vllmTimes(request)?.itl ?? [],
    }),
    ...foreignLatency(TOOL, {
      id: "e2el",
      title: { en: "E2EL", zh: "E2EL" },
      formula: { en: "last chunk with choices - sending", zh: "最后一个含 choices 的数据块 − 发送时刻" },
      observe: (request) => present(vllmTimes(request)?.e2el),
    }),
  ],
};
