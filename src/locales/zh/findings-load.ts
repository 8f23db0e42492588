import type { findingsLoad as en } from "../en/findings-load.js";

export const findingsLoad = {
  "finding.requests-failed": "{of} 个请求中有 {requests} 个失败（{kind:word}）；首个失败信息：{detail}",
  "finding.usage-absent": "{of} 个已完成请求中有 {requests} 个没有服务器给出的 token 计数（usage）。",
  "finding.usage-mismatch":
    "{of} 个请求中有 {requests} 个的逐事件 token 之和（{eventTokens}）与服务器最终计数（{usageTokens}）不一致。",
  "finding.usage-below-events":
    "{of} 个请求中有 {requests} 个的服务器 token 计数（{usageTokens}）少于其发送的含文本事件数（{events}）。",
  "finding.output-length-missed":
    "{of} 个请求中有 {requests} 个未得到所要求的精确输出长度（得到 {outputTokens} 个 token，要求 {requestedTokens} 个）。",
  "finding.response-not-streamed":
    "{of} 个请求中有 {requests} 个以整段响应而非流式返回：其首个 token 即最后一个 token。",
} as const satisfies Record<keyof typeof en, string>;
