import type { findingsTrainingComparison as en } from "../en/findings-training-comparison.js";

/** How training runs are judged and compared. */
export const findingsTrainingComparison = {
  "finding.training-invalid": "从日志等信息判断，本次训练无效。",
  "finding.loss-unknown": "日志中的损失值太少（{told} 个），无法判断是否学到东西：没有学习效果的速度没有意义。",
  "finding.loss-not-finite": "第 {step} 步的损失为 {loss}：训练已经崩溃。",
  "finding.loss-not-falling":
    "损失从 {first}（前十分之一报告的均值）变为 {last}（后十分之一报告的均值）；负载要求至少下降 {fallsBy:percent}。",
  "finding.losses-differ":
    "消耗 {tokens} 个 token 时，双方损失相差 {relative:percent}（{candidate} 对 {baseline}），负载只允许 {band:percent}：双方学到的并不相同，速度也就不是同一工作的速度。",
  "finding.parallelism-differs":
    "模型在加速器上的切分方式不同：{candidate} 对 {baseline}。各系统按各自的配置参与对比。",
  "finding.framework-differs": "训练框架不同：{candidate} 对 {baseline}。对比的是包括软件在内的整套系统。",
  "finding.nodes-differ":
    "双方作业的节点数不同：{candidate} 对 {baseline}。token/s 为整个作业的数值；每焦耳 token 数和按单元计的指标不随节点数累加。",
  "finding.units-used-differ": "双方作业使用的加速单元数不同：{candidate} 对 {baseline}。",
  "finding.step-stamps-differ": "双方步骤时刻的来源不同：{candidate:word} 对 {baseline:word}。",
  "finding.token-counts-differ":
    "双方 token 的计数方式不同：{candidate:word} 对 {baseline:word}。序列若有填充，两者并不相同。",
  "finding.demonstration-training":
    "演示：测量窗口短于负载要求的 {seconds} s、步数少于 {steps} 步，或功率采样少于 {samples} 个。",
  "finding.precision-not-asked": "{system} 的作业按其系统文件以 {precision} 计算，而负载要求 {asked}。",
  "finding.job-recorded":
    "tokwatt 读取 {system} 的作业时，作业早已结束：全部时刻均取自{stamps:word}，并非由 tokwatt 打点。",
  "finding.job-reattached-in-runs":
    "{system} 有 {runs} 次作业（共 {of} 次）在原 tokwatt 进程退出后才重新连接，此前输出的内容打点偏晚。",
  "finding.framework-timer-differs":
    "按训练框架自己的计时，{system} 各步用时之和比 tokwatt 打点所得{direction:word} {relative:percent}（涉及运行 {runs} 次，共 {of} 次）。本报告以打点为准；步与步之间的开销（保存检查点、评估、加载数据）计入打点，而框架的计时往往不含。",
  "finding.steps-skipped":
    "{system} 的优化器在测量窗口内跳过了 {skipped} 步（溢出）：这些步耗费了时间和能量却没有学习效果，其 token 仍计入。",
  "finding.restarts-in-window": "{system} 的训练在测量窗口内从检查点重启了 {restarts} 次，有些步做了两遍。",
  "finding.checkpoints-in-window":
    "{system} 在测量窗口内保存了检查点（{of} 次运行共 {checkpoints} 次），其时间和能耗已计入数据。",
  "finding.tokens-by-workload":
    "{system} 的日志不统计 token 数，故按 步数 × 全局批大小 × 序列长度 计算；若有填充，填充也计为 token。",
  "finding.training-steadiness-unknown":
    "无法判断 {system} 的训练是否处于稳态：{seconds} s 的窗口内只有 {reports} 条报告（涉及运行 {unknown} 次），判断需要 {neededSeconds} s 内 {needed} 条报告。",
  "finding.first-steps-slow":
    "窗口开头的 {steps} 步用时超过通常的 1.5 倍，之后不再出现，使窗口变长 {bias:percent}：请规划更多的预热步。",
  "finding.speed-drifts":
    "测量窗口的后半段相对前半段，速度{direction:word} {relative:percent}，且全程朝同一方向变化：本次运行未处于稳态。",
  "finding.warm-up-steps-too-few":
    "预热少了 {steps} 步：其后速度又{direction:word} {relative:percent}（p = {p}），使窗口均值偏移 {bias:percent}。",
  "finding.workloads-without-definitions":
    "以下负载属于训练，不在这套定义之内，故未列出：{workloads}。去掉该选项即可查看其数据。",
  "finding.definitions-without-workload":
    "本计划的负载全部是训练，而 {tool} 没有定义任何训练指标。请去掉该选项后再查看报告。",
  "finding.probe-of-training": "训练没有可供负载满足的服务等级。",
  "finding.export-needs-inference":
    "该运行是训练，推理压测工具的结果文件无法容纳。请用 tokwatt report RESULTS --format csv 或 json 获取其数据。",
  "finding.scaling-without-base": "没有任何节点数的速度可作对照。",
  "finding.scaling-base": "效率以该节点数（{nodes}）为基准，按定义为 1。",

  "word.stamps-read": "tokwatt 读到日志时",
  "word.stamps-log-clock": "日志中的钟面时间",
  "word.stamps-log-timer": "日志中的时长",
  "word.tokens-from-log": "框架自己的计数",
  "word.tokens-from-workload": "步数 × 全局批大小 × 序列长度",
  "word.tokens-from-log-and-workload": "部分为框架自己的计数",
  "word.shorter": "少",
  "word.longer": "多",
} as const satisfies Record<keyof typeof en, string>;
