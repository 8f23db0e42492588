import type { findingsJobs as en } from "../en/findings-jobs.js";

export const findingsJobs = {
  "finding.cancel-refused": "Slurm 拒绝取消作业 {job}：{words}",
  "finding.job-folder-missing": "作业的运行目录不存在。",
  "finding.job-forgotten": "调度器已不再记得作业 {job}，记账数据和退出状态也都没有说明其结果。",
  "finding.job-log-missing": "日志 {file} 不存在，或不是文件。",
  "finding.job-lost": "调度器已 {seconds} 秒没有应答，作业 {job} 视为失联（{words}）。它可能仍在运行，可稍后重新连接。",
  "finding.job-not-ours": "作业 {job} 不是当初提交的作业：编号已被重新使用。",
  "finding.job-not-running": "作业 {job} 不在运行，无法在其旁启动命令。",
  "finding.job-not-taken": "调度器 {scheduler} 在 {seconds} 秒内未接受作业：{words}",
  "finding.job-one-node-only": "启动器 `local` 只能使用一个节点，而要求了 {nodes} 个。",
  "finding.job-output-unreadable": "无法读取作业的输出（{reason}）。",
  "finding.job-refused": "调度器 {scheduler} 不接受该作业：{words}",
  "finding.job-suspended": "作业 {job} 曾被挂起：其耗时不能代表系统。",
  "finding.job-ticket-unreadable": "“{ticket}”不是 Slurm 作业的凭据。",
  "finding.scheduler-back": "调度器 {scheduler} 在 {seconds} 秒后恢复应答。",
  "finding.scheduler-refused": "无法查询调度器 {scheduler}：{words}",
  "finding.scheduler-silent": "调度器 {scheduler} 没有应答（{words}）；视作业仍在运行。",
} as const satisfies Record<keyof typeof en, string>;
