import type { findingsTrainingMetrics as en } from "../en/findings-training-metrics.js";

/** Why a metric of training has no value. */
export const findingsTrainingMetrics = {
  "finding.metric-of-other-workloads": "该指标属于另一类工作负载。",
  "finding.training-facts-missing": "记录没有说明训练作业运行在什么之上。",
  "finding.peak-unknown":
    "{system} 单个加速单元在 {precision} 下的峰值未知。请在系统文件中指定峰值表中具有该精度的器件，或写明峰值及其来源（training.peak）。",
  "finding.job-times-unknown": "该作业的日志只有时长而没有时刻，功率读数无法与各步对齐。",
  "finding.job-nodes-not-metered":
    "在“{boundary:word}”边界上未采集 {nodes} 的功率，而 {system} 上该作业的其他节点已采集：其总和不是作业的能耗。",
  "finding.job-devices-not-all-metered":
    "{system} 在“{boundary:word}”边界上采集了 {metered} 个器件的功率，而作业使用了 {expected} 个，其总和不是作业的能耗。请恰好采集作业所用器件且不重复，或更正系统文件中的 accelerators、topology 与作业配置。",
  "finding.step-edges-loose":
    "窗口两端的报告最多可能晚读 {edgeSeconds} s，而窗口只有 {windowSeconds} s，无法给出每秒的量。请增加训练步数，或使日志在写出时即被读取。",
  "finding.step-stamps-loose":
    "报告间隔为 {apartSeconds} s，却最多可能晚读 {lateSeconds} s：日志没有自带计时，时间戳无法反映单步用时。",
  "finding.steps-reported-together": "日志把至多 {steps} 步合并报告，无从得知单步用时。请让框架逐步报告。",
  "finding.too-few-reports-in-window": "窗口内至少需要 {needed} 条报告，实际只有 {count} 条。",
  "finding.no-loss-reported": "日志在窗口内没有打印损失。",
  "finding.last-loss-not-finite": "窗口末段的损失不是有限数值。",
  "finding.framework-does-not-say": "框架在窗口内没有打印该值。",
} as const satisfies Record<keyof typeof en, string>;
