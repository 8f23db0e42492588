import type { trainingCli as en } from "../en/training-cli.js";

/** Training on the command line. */
export const trainingCli = {
  "cli.load.training":
    "{id}：{model} 的{task:word}；每步 {globalBatch} 条序列，每条 {sequenceLength} 个 token（共 {tokens} 个），{precision}；{warmUpSteps} + {steps} 步",
  "cli.load.training-spread": "{line}；{parts}",
  "cli.load.part.tensor": "张量并行 {ranks}",
  "cli.load.part.pipeline": "流水并行 {ranks}",
  "cli.load.part.context": "上下文并行 {ranks}",
  "cli.load.part.expert": "专家并行 {ranks}",
  "cli.load.part.packed": "打包样本长 {length} 个 token",
  "cli.load.part.adapters": "适配器共 {weights} 个权重",

  "cli.plan.training-workload":
    "{id}，版本 {version}：{title}；测量 {steps} 步（至少 {minimumSteps} 步，且窗口至少 {minimumSeconds} 秒）；若每步刚好够快，每次试验约 {time}，最多 {limit}",
  "cli.plan.system-without-serving":
    "{id}：{title}；适配器 {adapter}；{lifecycle:word}；{count} × {name}（{unit:word}）；不提供服务",
  "cli.plan.trains": "{id} 用启动器 {launcher} 训练，日志格式 {logs}；作业用于：{jobs}",

  "cli.describe.training": "训练",
  "cli.describe.serves-nothing": "无：该系统只用于训练",
  "cli.describe.trains-by-itself": "由适配器自身完成，支持任何负载",
  "cli.describe.framework": "框架 {framework}",
  "cli.describe.launcher": "作业启动器 {launcher}；日志解析器 {logs}",
  "cli.describe.peak-device": "峰值：{device} 的厂商标称值",
  "cli.describe.peak-stated": "峰值：{precision} 下每个{unit:word} {teraFlops} TFLOP/s。来源：{source}",
  "cli.describe.no-peak": "峰值：未给出，因此没有 MFU",
  "cli.describe.job": "{workload}：{nodes} 个节点，{units} × {unit:word}；{command}",
  "cli.describe.job-differs": "{job}（{differences}）",

  "cli.list.models": "模型",
  "cli.list.job-launchers": "作业启动器：{names}",
  "cli.list.log-parsers": "日志解析器：{names}",
  "cli.list.cannot-train": "否",
  "cli.list.can-train": "是",
  "cli.list.trains-by-itself": "是，任何负载",
  "cli.column.load": "负载",
  "cli.column.trains": "可训练",

  "word.pre-training": "预训练",
  "word.fine-tuning": "微调",
  "word.lora": "LoRA 微调",
} as const satisfies Record<keyof typeof en, string>;
