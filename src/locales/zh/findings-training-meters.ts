import type { findingsTrainingMeters as en } from "../en/findings-training-meters.js";

/** Meters on the nodes of a training job. */
export const findingsTrainingMeters = {
  "finding.node-clock-unreadable": "作业某节点上的 `date +%s%N` 没有给出时间（{words}）：无法与其功率计读数对齐。",
  "finding.node-not-of-job": "要在作业 {job} 并未使用的节点上启动命令。",
  "finding.node-task-refused": "无法在作业旁启动任何命令：{reason}",
  "finding.nodes-not-reached":
    "启动器无法在作业的节点上启动命令，因此不读取其功率计。请在 `power.sources` 下指定可从本机读取的功率计。",
  "finding.telemetry-local-only":
    "功率源 {source} 只能读取本机，不能读取作业的节点。请去掉它，或改用通过命令读取的功率源。",
  "finding.telemetry-not-recorded": "功率源 {source} 读取的是功率计此刻的示数，与已经结束的作业无关。",
} as const satisfies Record<keyof typeof en, string>;
