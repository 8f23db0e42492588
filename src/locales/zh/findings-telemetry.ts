import type { findingsTelemetry as en } from "../en/findings-telemetry.js";

export const findingsTelemetry = {
  "finding.telemetry-missing":
    "无法启动采集命令 {command}：{reason:word}。请安装该工具，将其所在目录加入 PATH，或在系统文件中写明完整路径。",
  "finding.telemetry-hung":
    "采集命令 {command} 在 {seconds} 秒内没有给出完整的输出，已被终止。请手动运行该命令：驱动卡死时它会一直等待。",
  "finding.telemetry-failed": "采集命令 {command} 执行失败（{outcome}）。其输出：{words}",
  "finding.telemetry-endless": "采集命令 {command} 单次输出超过 8 MiB，已被终止。",
  "finding.telemetry-died":
    "{source} 的采集命令 {command} 本应持续到运行结束，却中途退出（{outcome}）。最后输出：{words}",
  "finding.telemetry-stalled": "{source} 的采集命令 {command} 已有 {seconds} 秒没有输出，将其终止并重新启动。",
  "finding.telemetry-restarted":
    "本次运行中 {source} 的采集命令（{command}）重新启动了 {restarts} 次，其间的读数缺失。",
  "finding.telemetry-given-up":
    "{source} 的采集命令 {command} 无法持续运行（已重新启动 {restarts} 次），不再重试：读数到此为止。",
  "finding.telemetry-held-back":
    "{source} 的 {command} 缓冲输出、成批打印：同一设备有 {readings} 次读数与前一次读数一起到达，其采样时刻无从得知。请在系统文件中该命令之前加上 `stdbuf -oL`。",
  "finding.telemetry-line-cut": "{source} 的输出在一行中间中断，该行未当作完整的一行解析：{example}",
  "finding.telemetry-unparsed": "{source} 的输出中有 {lines} 行无法按 {format} 格式解析，最后一行为：{example}",
  "finding.telemetry-slow": "要求 {source} 每 {askedSeconds} 秒给出一次读数，实际每 {achievedSeconds} 秒一次。",
  "finding.device-missing":
    "{source} 中找不到以下设备：{missing}；能找到的设备：{found}。请更正系统文件中的设备，或查明它们为何不见了。",
  "finding.device-lost": "运行期间 {device} 从 {source} 的输出中消失；在恢复之前，其读数按缺失处理。",
  "finding.rate-low":
    "{source} 的采样率低于每秒 {minimum} 次（涉及设备 {devices} 个，最慢的是 {device}，每秒 {hertz} 次）。MLPerf 要求每秒至少 {minimum} 次；能耗的误差界因此变宽。",
  "finding.description-failed": "{source} 无法给出其所读设备的描述信息。",
  "word.EACCES": "当前用户没有执行权限",
  "word.ENOENT": "找不到该程序",
} as const satisfies Record<keyof typeof en, string>;
