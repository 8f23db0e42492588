import type { findingsEngine as en } from "../en/findings-engine.js";

export const findingsEngine = {
  "finding.engine-metrics-absent":
    "服务端在 {url} 未提供指标（状态码 {status}）：无法得知其排队、缓存及自身的 token 计数。如指标在别处提供，请在系统文件的 `options.metrics` 中写明。",
  "finding.engine-metrics-failed":
    "共读取引擎指标（{url}）{looks} 次，其中 {failures} 次失败，这些时刻没有数值。首次失败原因：{reason}",
  "finding.engine-metrics-unknown":
    "{url} 页面中没有 tokwatt 认识的指标，其开头为：{example}。TensorRT-LLM 的指标在 /prometheus/metrics，MindIE 的在其 metricsPort 端口：请在系统文件的 `options.metrics` 中写明。",
  "finding.engine-restarted":
    "引擎在运行期间重启过：开始后 {seconds} 秒，{metric:word}计数由 {before} 降至 {after}。重启后缓存为空，此前对本次运行的计数也已丢失。",
  "finding.engine-metric-missing": "引擎在窗口内未给出该指标。",
  "finding.server-tokens-differ":
    "整个运行期间，服务端自身计得 {server} 个{kind:word}，负载发生器计得 {ours} 个，相差 {relative:percent}。",
  "finding.server-tokens-differ-in-runs":
    "{system} 的 {of} 次运行中有 {runs} 次，服务端自身的 token 计数与我们的计数相差最多 {relative:percent}。要么有他人同时使用该服务，要么两者计数方式不同：请先查明原因，再采信其 token 数。",
  "finding.server-tokens-agree":
    "{system} 的 {of} 次运行中，服务端自身的 token 计数与我们一致的有 {runs} 次，相差最多 {relative:percent}。",
  "finding.server-tokens-unchecked":
    "{system} 的 {of} 次运行中，有 {runs} 次无法将服务端自身的 token 计数与我们的计数核对：首个请求之前或末个请求之后没有读到指标，或引擎重启过。",
  "finding.prefix-cache-hit": "窗口内前缀缓存命中了所查询内容的 {share:percent}，而同一运行的提示词互不相同。",
  "finding.prefix-cache-hit-in-runs":
    "{system} 的 {of} 次运行中有 {runs} 次，最多 {share:percent} 的提示词来自前缀缓存，其预填充因而更省；而同一运行的提示词互不相同。是否曾在该服务上运行过同一套件？请重启服务或关闭前缀缓存。",
  "finding.engine-preempted":
    "引擎在窗口内抢占了正在执行的请求（{count} 次）：其 KV 缓存不足以承受该负载，部分计算做了两遍。",
  "finding.engine-preempted-in-runs":
    "{system} 的 {of} 次运行中有 {runs} 次发生了请求抢占（单个窗口内最多 {count} 次）：其 KV 缓存不足以承受该负载，部分计算做了两遍。",
  "word.promptTokens": "输入 token",
  "word.generationTokens": "输出 token",
  "word.preemptions": "抢占",
  "word.prefixCacheQueries": "前缀缓存查询",
  "word.prefixCacheHits": "前缀缓存命中",
  "word.requestsFinished": "已完成请求",
} as const satisfies Record<keyof typeof en, string>;
