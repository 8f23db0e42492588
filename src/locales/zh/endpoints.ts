import type { endpoints as en } from "../en/endpoints.js";

export const endpoints = {
  "report.system.load": "负载传输方式 {transports}（进程数：{workers}）",
  "report.endpoints": "{system} 各端点的结果",
  "report.endpoints.whole": "合计",
  "report.endpoints.requests": "请求数",
  "report.endpoints.failed": "失败数",
  "report.endpoints.outputTokensPerSecond": "输出",
  "report.endpoints.ttftP50": "首 token 时延 p50",
  "report.endpoints.ttftP99": "首 token 时延 p99",
  "report.endpoints.tpotP50": "每输出 token 时延 p50",
  "report.endpoints.legend":
    "数值为所采用各次运行的均值，括号内为最小值与最大值。请求指计划在测量窗口内发送的请求；合计一行的分位数取自全部请求。",
  "report.column.endpoint": "端点",
  "word.endpoint-requests": "请求数",
  "word.endpoint-failed": "失败请求数",
  "word.endpoint-outputTokensPerSecond": "每秒输出 token 数",
  "word.endpoint-ttftP50": "首 token 时延中位数",
  "word.endpoint-ttftP99": "首 token 时延 p99",
  "word.endpoint-tpotP50": "每输出 token 时延中位数",

  "finding.endpoints-uneven":
    "{system} 各端点的{figure:word}相差均值的 {relative:percent}，最低为 {low}，最高为 {high}；系统整体数值会掩盖这一差异。",
  "finding.endpoint-failing": "发往端点 {endpoint} 的 {requests} 个请求中有 {failed} 个失败。",
  "finding.transport-differs":
    "两个系统的数据由不同的传输方式承载（{candidate} 对 {baseline}）：时延差异可能来自传输方式本身。",

  "problem.endpoints-beside-base-url": "“endpoints”与“baseUrl”都给出了系统地址。",
  "problem.endpoints-of-command": "一条命令只启动一个服务，即一个端点；“endpoints”用于列出由他人运行的服务。",
  "problem.endpoint-name-repeated": "名称“{name}”已用于第 {first} 个端点。",
  "problem.endpoint-address-repeated": "第 {first} 个端点的地址与此相同：同一服务会被当作两个。",
  "problem.metrics-url-shared": "所有端点都会读取这一个指标页，同一数据会按端点重复计数。",
  "hint.endpoints-or-base-url": "多个服务请用“endpoints”，单个服务请用“baseUrl”。",
  "hint.endpoints-attached": "请自行启动各服务，删去“command”并设置“lifecycle: attached”；或保留命令并填写“baseUrl”。",
  "hint.metrics-of-each": "请为每个端点单独填写“metrics”；没有指标页的端点写“metrics: none”。",
} as const satisfies Record<keyof typeof en, string>;
