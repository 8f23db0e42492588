import type { findingsRecordedJobs as en } from "../en/findings-recorded-jobs.js";

export const findingsRecordedJobs = {
  "finding.job-not-as-asked": "作业与要求不符：其{what:word}为 {said}，工作负载为 {asked}。",
  "finding.log-clock-goes-back": "日志的时刻在第 {step} 步倒退：时钟被调整过，或日志来自多台机器。这些时刻不予采用。",
  "finding.log-without-times":
    "作业的日志没有给出时间：并非每次报告都有时刻，也并非每一步都有耗时。已结束的作业因此得不出速度。",
  "finding.recorded-telemetry-elsewhere":
    "{file} 的功率读数从 {from} 到 {until}，而作业始于 {began}（均为 UTC）：没有一个读数属于该作业。请检查此处和日志的 `utcOffsetMinutes`。",
  "finding.recorded-telemetry-needs-clock":
    "{file} 的功率读数无法与作业对齐：作业须已结束（启动器 `attach`），且日志的每次报告都须有时刻。",
  "finding.recorded-telemetry-unreadable": "无法读取 {file} 的功率读数（{reason}）。",
  "finding.recorded-telemetry-untimed":
    "{file} 中没有一行以 {format} 格式给出时刻、设备和功率：nvidia-smi 须查询 `timestamp`、`index` 和 `power.draw` 并带表头；plain 格式的行为 `unixMs,device,watts`。",
  "word.global-batch": "全局批大小",
  "word.sequence-length": "序列长度",
  "word.tokens-per-step": "每步 token 数",
} as const satisfies Record<keyof typeof en, string>;
