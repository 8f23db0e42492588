import type { findingsTrainingRun as en } from "../en/findings-training-run.js";

/** What happens to a training run while it is measured. */
export const findingsTrainingRun = {
  "cli.doctor.check.training": "训练",
  "finding.doctor-job-folder-missing": "负载 {workload} 的作业的运行目录不存在。",
  "finding.doctor-job-program-missing": "负载 {workload} 的作业无法启动：没有程序 {program}。",
  "finding.doctor-launcher-missing": "启动器 {launcher} 需要 {program}，但它不在本机的 PATH 中。",
  "finding.doctor-meters-with-job": "其功率计随作业打开，这里没有读取。",
  "finding.doctor-training": "{workloads} 的作业由 {launcher} 提交；其日志按 {logs} 的格式读取。",
  "finding.doctor-trains-by-itself": "适配器 {adapter} 可自行训练任何负载。",
  "finding.doctor-without-jobs": "系统 {system} 既不提供推理服务，其文件也没有说明如何训练。",
  "finding.cannot-train": "适配器 {adapter} 不支持训练。",
  "finding.job-cancelled": "作业在第 {steps} 步之后被他人取消（{detail}）。",
  "finding.job-ended-meanwhile": "上一次尝试的作业在重新查看之前已经结束（{outcome}）：已提交新作业。",
  "finding.job-failed": "作业在第 {steps} 步之后失败（{detail}）。其最后的输出见 raw/job-log.jsonl。",
  "finding.job-log-cut": "作业输出中有 {bytes} 字节位于超过 1 MiB 的行内，未被读取。",
  "finding.job-node-failure": "作业的一个节点在第 {steps} 步之后发生故障（{detail}）。",
  "finding.job-out-of-memory": "作业在第 {steps} 步之后内存耗尽（{detail}）。其最后的输出见 raw/job-log.jsonl。",
  "finding.job-preempted": "作业在第 {steps} 步之后被其他作业抢占（{detail}）。",
  "finding.job-reattached": "作业由上一次尝试提交，现已重新连接：第 {step} 步及之前均算作预热。",
  "finding.job-requeued": "调度器重新启动了作业（{reason}）：其步骤来自两次启动，作业已取消。",
  "finding.job-time-out": "作业在第 {steps} 步之后达到时间上限（{detail}）。",
  "finding.job-too-slow": "作业在 {seconds} 秒（负载的上限）后仍未结束，已在第 {steps} 步之后取消。",
  "finding.no-training-job": "系统 {system} 没有说明如何训练 {workload}。",
  "finding.node-without-power": "{node} 的功率计没有读数（{reason}）：本次运行只测得部分节点的能耗，总能耗未知。",
  "finding.reattached-too-late":
    "重新连接上一次尝试的作业时只剩 {left} 步，少于一次运行所需的 {minimum} 步：已取消该作业并提交新作业。",
  "finding.recorded-power-not-aligned": "日志中没有墙钟时间：{sources} 个已记录的功率来源都无法与步骤对齐。",
  "finding.steps-disordered": "{file} 第 {line} 行：第 {step} 步的报告没有接续前一条。这样的行数：{count}。",
  "finding.too-few-reports":
    "日志只报告了 {reports} 次步骤，而预热在一次报告时结束：两次报告之间没有测量窗口。请让它更频繁地报告。",
  "finding.too-few-steps": "作业正常结束，但只完成了 {made} 步，要求 {asked} 步。",
} as const satisfies Record<keyof typeof en, string>;
