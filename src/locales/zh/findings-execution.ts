import type { findingsExecution as en } from "../en/findings-execution.js";

export const findingsExecution = {
  "finding.interrupted": "运行被中断。",
  "finding.no-endpoint": "{system} 的适配器未提供可压测的服务端点。",
  "finding.unexpected-error": "意外错误：{message}",
  "finding.endpoint-unreachable": "无法连接 {url}：{reason}",
  "finding.endpoint-refused": "{url} 的服务拒绝列出模型（状态码 {status}）：{words}",
  "finding.model-not-served":
    "{url} 的服务未提供模型“{model}”；现有模型：{served}。服务返回（状态码 {status}）：{words}",
  "finding.address-in-use": "服务启动之前 {url} 已被占用：测到的将是别的服务。",
  "finding.server-exited": "服务在就绪之前已退出（{outcome}）。最后的输出：{words}",
  "finding.server-not-ready": "服务在 {seconds} 秒后仍未就绪（{url} 未成功应答）。最后的输出：{words}",
  "finding.server-died": "服务在运行期间退出（{outcome}）。最后的输出：{words}",
  "finding.server-still-listening": "服务停止后 {url} 仍有应答：下一次运行会测到它。",
  "finding.processes-not-stopped": "{command} 的进程在 SIGKILL 之后仍存在：{pids}。",
  "finding.no-request-succeeded": "测量窗口内没有任何请求成功，原因见记录中的请求明细。",
} as const satisfies Record<keyof typeof en, string>;
