import type { findingsMetrics as en } from "../en/findings-metrics.js";

export const findingsMetrics = {
  "finding.trial-not-in-plan": "试验 {trial} 不属于其记录所含的计划。",
  "finding.window-not-reached": "运行在测量窗口结束前已终止。",
  "finding.no-common-boundary": "两套系统没有共同的功率边界（实测和折算均无）。",
  "finding.not-computable": "运行数据不足以计算该值（观测数：{count}）。",
  "finding.no-observations": "窗口内没有可用于计算该量的请求。",
  "finding.cut-by-run-end": "有 {cut} 个请求因运行结束被截断，该值落在其中，无法给出。",
  "finding.too-few-observations": "{percentile} 要求每次运行至少有 {needed} 个观测值，实际只有 {count} 个。",
  "finding.tokens-per-chunk-unknown":
    "{requests} 个请求中有 {unknown} 个无法得知每个事件含多少 token，因此无法给出 token 间隔：请参见事件间时延（icl）。",
  "finding.no-reasoning": "该运行的记录中没有请求含推理内容。",
  "finding.no-slo": "该负载未规定 SLO。",
} as const satisfies Record<keyof typeof en, string>;
