import type { findingsTrainingPlan as en } from "../en/findings-training-plan.js";

/** Problems and hints of training workloads and of how a system trains. */
export const findingsTrainingPlan = {
  "problem.only-of-lora": "“{key}”只用于任务“lora”；此处的任务是“{task}”。",
  "problem.packed-above-sequence": "打包进一条序列的样本不会比序列更长：{packed} 大于 {sequence} 个 token。",
  "problem.parallelism-not-dividing": "“{key}”为 {ranks}，无法平均分配 {count} 个{whole:word}。",
  "problem.parallelism-too-many": "“{key}”为 {ranks}，而{whole:word}只有 {count} 个。",
  "problem.absolute-model": "{received} 是绝对路径；负载应以相对自身目录的路径或 id 指定模型。",
  "problem.ladder-not-of-kind": "{workload} 的类型是{kind:word}，不能用“{key}”生成阶梯。",
  "problem.scaling-without-nodes": "“scaling”说明工作量如何随节点数增长，但没有给出列表“nodes”。",
  "problem.rung-batch-not-whole":
    "弱扩展下 {nodes} 个节点的全局批大小将为 {batch}：{globalBatch} 条序列对应 {first} 个节点。",
  "problem.adapter-trains-nothing": "适配器 {adapter} 不支持训练。",
  "problem.duplicate-job": "负载 {workload} 已有另一个作业。",
  "problem.job-too-many-nodes": "作业使用 {nodes} 个节点，而系统只有 {ofSystem} 个。",
  "problem.job-too-many-units": "作业使用 {units} 个{unit:word}，而系统只有 {count} 个。",
  "problem.job-units-not-nodes": "计数单位是节点：{nodes} 个节点不可能是 {units} 个单位。",
  "problem.job-units-not-even": "{units} 个{unit:word}无法平均分配到 {nodes} 个节点。",
  "problem.job-node-too-full":
    "{nodes} 个节点共 {units} 个，即每个节点 {each} 个{unit:word}，而一个节点只有 {room} 个。",
  "problem.not-a-variable-name": "“{name}”不能作为环境变量名：只能由字母、数字和下划线组成，且不以数字开头。",
  "problem.unknown-template-name": "负载没有名为“{name}”的参数。",
  "problem.system-serves-nothing": "系统 {system} 无法运行推理负载 {workload}：其文件没有“serving”部分。",
  "problem.system-cannot-train": "系统 {system} 无法运行 {workload}：其适配器 {adapter} 不支持训练。",
  "problem.system-trains-nothing": "系统 {system} 无法运行训练负载 {workload}：其文件没有“training”部分。",
  "problem.no-job": "系统 {system} 没有用于 {workload} 的作业。",
  "problem.rung-too-many-nodes": "{workload} 需要 {nodes} 个节点，而系统 {system} 只有 {ofSystem} 个。",
  "problem.rung-units-not-whole":
    "{system} 的作业使用 {jobNodes} 个节点，换到 {nodes} 个节点即 {units} 个{unit:word}：{workload} 会用到不完整的单位。",
  "problem.rung-too-many-units":
    "{workload} 在 {nodes} 个节点上需要 {units} 个{unit:word}，而系统 {system} 只有 {count} 个。",
  "problem.ranks-not-even":
    "{workload} 在 {system} 上：{ranks} 个进程无法平均分给各模型副本（每个副本 {each} 个：张量 {tensor} × 流水 {pipeline} × 上下文 {context}）。",
  "problem.batch-not-even":
    "{workload} 在 {system} 上：全局批大小 {globalBatch} 条序列无法平均分给 {copies} 个模型副本（共 {ranks} 个进程，每个副本 {each} 个）。",
  "problem.no-primary-metric-of-kind": "套件中有{kind:word}负载，而主要指标中没有属于它的指标。",
  "problem.search-not-of-training": "{workload} 是训练负载：没有可以不断提高、直到不满足服务水平的请求负载。",

  "hint.adapter-weights": "请给出所有适配器权重的总数；填 0 则不计其自身的 FLOPs。",
  "hint.weak-or-strong": "请说明工作量如何增长：weak 表示全局批大小随节点数增长，strong 表示不变。",
  "hint.ladder-of-nodes": "训练负载按节点数生成阶梯：{ file: ..., nodes: [1, 2, 4], scaling: weak }",
  "hint.first-rung": "文件中的全局批大小属于第一级：请从最小的一级开始，或改用其他批大小。",
  "hint.serving-or-training": "系统用于服务或训练：请给出“serving”、“training”或两者。",
  "hint.training-adapters": "以下适配器支持训练：{known}。",
  "hint.job-nodes": "请更正“nodes”或拓扑。",
  "hint.job-units": "请给出各节点可以平分的“units”；省略时使用系统的全部加速器，它们必须都在作业的节点上。",
  "hint.job-of-one-node": "请给出该作业在其自身节点上使用的“units”：节点更多时按倍数增加。",
  "hint.template-names":
    // biome-ignore lint/suspicious/noTemplateCurlyInString: written as it stands in a system file
    "可用的有：{known}。环境变量用大写书写：${DATA_DIR}。",
  "hint.add-serving": "请在其文件中添加“serving”（模型、精度、分词器），或从套件中去掉两者之一。",
  "hint.add-training": "请在其文件中添加“training”（启动器、日志、作业），或从套件中去掉两者之一。",
  "hint.add-job": "它的作业用于：{known}。请在其文件的“training.jobs”中添加一个。",
  "hint.job-did-you-mean": "它有用于“{suggestion}”的作业：是否是同一负载的另一个 id？",
  "hint.job-parallelism": "请修改系统文件中的“parallelism”或作业规模，或修改负载的批大小。",
  "hint.primary-metric-of-kind": "请添加一个，例如：{known}。",
  "hint.search-of-inference": "请指定带有服务水平的推理负载：tokwatt list workloads",

  "finding.plan-training-demonstration":
    "{workload} 只测量 {steps} 步，少于其最低要求 {minimumSteps} 步：结果行将标为演示。",
  "finding.plan-no-peak": "没有给出 {system} 的加速器在 {precision} 下的峰值：不会有 MFU（其文件的 training.peak）。",

  "word.model": "模型",
  "word.inference": "推理",
  "word.training": "训练",
  "word.heads": "注意力头",
  "word.layers": "层",
  "word.experts": "专家",
  "word.sequenceLength": "序列 token",
} as const satisfies Record<keyof typeof en, string>;
