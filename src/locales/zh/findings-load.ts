import type { findingsLoad as en } from "../en/findings-load.js";

export const findingsLoad = {
  "finding.worker-died": "负载发生器的工作进程 {worker} 在运行期间终止（{outcome}）。其最后输出：{words}",
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
  "finding.prompt-tokens-missed":
    "{of} 个提示词中有 {requests} 个的服务器 token 计数与要求不符（对话模板所增加的部分不计）。",
  "finding.prompt-tokens-not-by-server": "服务器无法统计文本的 token 数：{reason}",
  "finding.prompt-tokens-not-by-tokenizer": "系统的分词器文件无法统计文本的 token 数：{reason}",
  "finding.prompt-words-split-by-server": "按服务器的计数，用于构造提示词的单词中恰为一个 token 的太少。",
  "finding.prompt-words-split-by-tokenizer": "按系统的分词器文件，用于构造提示词的单词中恰为一个 token 的太少。",
  "finding.prompt-tokens-approximate":
    "提示词长度为近似值：无法统计 token 数，因此按一个单词一个 token 计。在系统选项中用“tokenizer”指明模型的 tokenizer.json 即可得到精确长度。",
} as const satisfies Record<keyof typeof en, string>;
