import type { trainingReport as en } from "../en/training-report.js";

/** Training in reports. */
export const trainingReport = {
  "report.training": "训练内容与方式",
  "report.training.workload":
    "{model}，{task:word}，{precision}：序列长度 {sequenceLength} 个 token，每步 {globalBatch} 条序列；窗口前 {warmUpSteps} 步，窗口内 {steps} 步",
  "report.training.flops": "每 token 模型计算量 {flops}",
  "report.training.system": "{system}：{framework}",
  "report.training.framework.unknown": "未注明框架",
  "report.training.job": "由 {launcher} 启动；节点数：{nodes}；使用加速器：{units}（{unit:word}）",
  "report.training.way": "{precision}，{parallelism}",
  "report.training.log": "日志按 {logs} 解析（步的时刻：{stamps}；token 数：{tokens}）",
  "report.training.peak": "MFU 以每{unit:word} {flops}/s 为分母（{precision}，稠密；来源：{source}）",
  "report.training.peak.absent": "无 MFU：未注明 {precision} 下的峰值",

  "report.training.metrics": "全部指标",

  "report.loss": "损失",
  "report.loss.first": "前十分之一",
  "report.loss.last": "后十分之一",
  "report.loss.at": "消耗 {tokens} 个 token 时",
  "report.loss.legend":
    "训练损失以框架输出为准，均为各次运行的均值：分别取前十分之一、后十分之一的报告，以及所有运行都达到的某一 token 消耗量之前的十分之一。损失不是有限数值、或下降不足 {fallsBy} 的运行视为无效。这只说明确实学到了东西，并不说明模型质量如何。",
  "report.loss.within":
    "消耗 {tokens} 个 token 时的损失：{candidate} 为 {candidateLoss}，{baseline} 为 {baselineLoss}，相差 {relative}；负载允许 {band}。",
  "report.loss.beyond":
    "消耗 {tokens} 个 token 时的损失：{candidate} 为 {candidateLoss}，{baseline} 为 {baselineLoss}，相差 {relative}，超出负载允许的 {band}：双方做的不是同一工作。",
  "report.loss.unknown": "采用的运行均未给出损失。",

  "report.scaling": "多节点扩展：{ladder}",
  "report.scaling.weak": "弱扩展：全局批大小随节点数增加。",
  "report.scaling.strong": "强扩展：全局批大小不变。",
  "report.scaling.column.nodes": "节点数",
  "report.scaling.column.units": "单元数",
  "report.scaling.column.batch": "全局批大小",
  "report.scaling.column.throughput": "tok/s",
  "report.scaling.column.step": "步时（ms）",
  "report.scaling.column.efficiency-joules": "tok/J",
  "report.scaling.column.efficiency": "扩展效率（{confidence} 置信区间）",
  "report.scaling.efficiency": "扩展效率",
  "report.scaling.legend":
    "每行一个节点数；数值为各次运行均值，± 为 {confidence} 置信区间半宽；扩展效率的区间已计入系统误差界。扩展效率 = 单节点 token/s ÷ 同一系统最小节点数下的单节点 token/s，理想值为 1。各系统只与自身比较，效率高低不说明哪个系统更快。",

  "report.method.training.sample":
    "训练的每个样本是一次运行，即一个全新的作业，包含预热步和测量步。一次运行内的全部步归约为一个数，单个步不作为样本。",
  "report.method.training.window":
    "训练的测量窗口始于预热步结束那条报告的打点，止于最后一个测量步的打点：token 与能耗取自同样的步。这两个打点最多可能偏晚多少，计为系统误差界。",
  "report.method.training.flops":
    "每 token 的模型 FLOP 数 = 6 ×（一个 token 经过的注意力与前馈权重 + 隐藏维度 × 词表大小）+ 注意力本身（一个 token 平均看到序列的一半）；冻结的权重以 4 代替 6。所有系统和框架都用这一个公式，重计算不计入。MFU = token/s × 每 token FLOP 数 ÷（加速器数 × 作业精度下的稠密峰值）。",
  "report.method.training.frameworks":
    "框架对自身速度的说法只作为出处列出，不与任何数值比较：各框架的公式和所指的器件并不相同。",
  "report.method.training.mlperf":
    "固定步数下的训练速度不是 MLPerf Training 成绩：后者是达到目标质量所需的时间，并经 MLCommons 审核。此处的任何数据均未经 MLCommons Association 验证。",
} as const satisfies Record<keyof typeof en, string>;
