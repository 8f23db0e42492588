import type { positiveControl as en } from "../en/control.js";

export const positiveControl = {
  "control.slowed-title": "{title}（人为减慢 {slowdown:percent}）",
  "finding.control-not-possible":
    "作业启动器 {launcher} 不能暂停作业，因此没有任何东西被减慢：请在由 local 或 slurm 启动的系统上做阳性对照，或者不做对照。",
  "finding.hold-refused": "Slurm 拒绝暂停或恢复作业 {job}，无法注入减慢：{words}",
  "finding.injected-slowdown":
    "tokwatt 有意将该系统减慢 {slowdown:percent}，以检验能否被发现；实际减慢了 {achieved:percent}。",
  "finding.injected-slowdown-died": "用于减慢系统的进程提前结束（{outcome}）。请重新运行该试验。其最后的输出：{words}",
  "finding.injected-slowdown-inexact":
    "要求减慢 {slowdown:percent}，实际为 {achieved:percent}：请加大减慢幅度，或用更长的请求和测量窗口，或留出更多空闲处理器。",
  "finding.injected-slowdown-missed":
    "要求注入 {slowdown:percent} 的减慢，实际只有 {achieved:percent}，本次运行不能作为对照：请加大减慢幅度，或用更长的请求和测量窗口。",
} as const satisfies Record<keyof typeof en, string>;
