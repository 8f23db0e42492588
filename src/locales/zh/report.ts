import type { report as en } from "../en/report.js";

export const report = {
  "report.title": "对比报告：{suite}",
  "report.title.summary": "测试报告：{suite}",

  "report.stamp.demonstration":
    "仅为演示，不构成测试结论：测量窗口短于负载自身规定的下限，或窗口内的步数、功率采样点不足。数据只用于说明工具如何工作，不能用来评价任何系统。",
  "report.stamp.not-measured":
    "非真实硬件实测（{label}）：{systems} 的数据来自适配器 {adapter}，性质为“{provenance:word}”，不反映任何产品的性能。",
  "report.mark.of": "{system}：{mark}",

  "report.results": "结论",
  "report.results.pair": "{workload}：{candidate}（候选系统）对比 {baseline}（基准系统）",
  "report.results.secondary": "本项对比未指定主要指标，请见下表。",
  "report.headline":
    "{title}：{verdict}{candidate} 为 {baseline} 的 {ratio} 倍：{candidateValue} 对 {baselineValue} {unit}（{direction}）。{intervals}",
  "report.headline.absent": "{title}：{verdict}无法给出 {candidate} 与 {baseline} 的比值。",
  "report.headline.intervals":
    "比值的 {confidence} 置信区间：仅计运行间波动为 {interval}，计入系统误差界后为 {wide}；判定裕度 {margin}。",
  "report.headline.interval": "比值的 {confidence} 置信区间：{interval}，未声明系统误差界；判定裕度 {margin}。",
  "report.headline.no-interval": "该比值没有置信区间，可靠程度未知。",
  "report.headline.boundary": "能耗边界：{boundary:word}。",
  "report.direction.higher": "数值越高越好",
  "report.direction.lower": "数值越低越好",
  "report.direction.neither": "数值高低不分优劣",
  "report.verdict.better": "{candidate} 优于 {baseline}，相差 {distance}。",
  "report.verdict.worse": "{candidate} 劣于 {baseline}，相差 {distance}。",
  "report.verdict.equivalent": "{candidate} 与 {baseline} 等效，差异小于判定裕度。",
  "report.verdict.inconclusive": "无法判定，现有运行既不能证明存在有意义的差异，也不能证明没有差异。",
  "report.verdict.not-comparable": "{candidate} 与 {baseline} 不可比。",
  "report.verdict.none": "不作判定，比值仅供参考。",
  "report.interval": "{low} 至 {high}",

  "report.summary": "{workload}：{system}（未参与对比）",
  "report.details": "{workload}：{candidate} 对比 {baseline}",
  "report.system": "{role}：{system}，{title}；{count} × {name}（{unit:word}）；适配器 {adapter} {version}",
  "report.system.dies": "每封装裸片数：{count}",
  "report.system.packages": "每节点封装数：{count}",
  "report.system.nodes": "节点数：{count}",
  "report.system.super-nodes": "超节点数：{count}",
  "report.system.scale-up": "纵向扩展域内网络：{network}",
  "report.system.scale-out": "纵向扩展域之间网络：{network}",
  "report.system.metering": "功率读取边界：{boundary:word}，来源 {sources}（功率计 {meters} 个，每秒读数 {rate} 次）",
  "report.system.unmetered": "未读取功率",
  "report.role.candidate": "候选系统",
  "report.role.baseline": "基准系统",
  "report.role.system": "系统",
  "report.primary": "主要指标（决策依据）",
  "report.others": "其他指标",
  "report.column.metric": "指标",
  "report.column.mean": "各次运行均值",
  "report.column.ratio": "比值",
  "report.column.noise": "{confidence} 置信区间（仅波动）",
  "report.column.systematic": "计入误差界的区间",
  "report.column.verdict": "结论",
  "report.column.margin": "判定裕度",
  "report.column.n": "n",
  "report.column.marks": "标记",
  "report.legend":
    "↑ 越高越好，↓ 越低越好。比值 = {candidate} / {baseline}。± 为各次运行均值的 {confidence} 置信区间半宽。n = 候选系统 + 基准系统的采用运行数。结论以计入系统误差界的区间为准。",

  "report.systematic": "系统误差界（不随运行次数增加而缩小）",
  "report.systematic.item": "{system}：{kind}，对{metric}的影响为 {below} 至 {above}。来源：{source}",
  "report.systematic.assumed":
    "{system}：{kind}，对{metric}的影响为 {below} 至 {above}，为套件的假定值，并非已知。来源：{source}",

  "report.comparability": "可比性",
  "report.boundary": "能耗统一在同一边界给出：{boundary:word}。",
  "report.boundary.absent": "无能耗数据：{reason}",
  "report.differences.none": "检查未发现两侧存在影响对比的差异。",

  "report.runs": "计划内的全部运行：共 {all} 次，采用 {used} 次",
  "report.column.run": "运行",
  "report.column.system": "系统",
  "report.column.repeat": "重复",
  "report.column.started": "开始时间",
  "report.column.validity": "有效性",
  "report.column.use": "是否采用",
  "report.column.remarks": "备注",
  "report.run.used": "采用",
  "report.run.left-out": "未采用",

  "report.caveats": "其他须知",
  "report.notes": "备注",
  "report.note": "[{number}] {text}",
  "report.formulas": "计算公式",
  "report.formula": "{title}（{unit}）：{formula}",

  "report.method": "方法说明",
  "report.method.sample":
    "每个样本是一次运行，即一次全新的执行，包含预热、测量窗口和收尾。一次运行内的全部请求归约为一个数，单个请求不作为样本。",
  "report.method.ratio.welch":
    "比值 = exp（各次运行对数均值之差）；{confidence} 置信区间由运行间的 Welch t 方法给出。比值大于 1 表示候选系统的数值更高。",
  "report.method.ratio.paired":
    "比值 = exp（区组内对数差的均值）；{confidence} 置信区间由区组间的 Student t 方法给出。比值大于 1 表示候选系统的数值更高。",
  "report.method.systematic": "第二个区间在第一个区间的基础上，按两侧全部系统误差界（仪表、折算、假定值）展宽。",
  "report.method.energy":
    "能耗由全部器件的读数在与 token 完全相同的窗口内积分得到，两侧方法一致；功率计无法分辨的部分（精度、读数时刻、读数之间的功率、缺口）计入误差界。功率读数之外的能量计数器只用于对照，不替代积分结果。",
  "report.method.margin": "判定裕度与分析方法在首次运行之前已固定于计划 {plan}。",
  "report.method.verdict":
    "更优或更差：第二个区间不含 1，且比值超出判定裕度。等效：同样展宽后的 90 % 区间完全落在判定裕度之内。其余情况为无法判定，绝不等同于“相同”。",
  "report.method.primary-one": "主要指标一项：{metrics}。",
  "report.method.primary":
    "主要指标共 {count} 项：{metrics}。其 p 值按指标数目做 Holm 校正：判为更优或更差须校正后的 p 小于 1 减置信水平；所列区间为各指标自身的区间。",
  "report.method.scope": "每类系统的运行均来自同一套设备，置信区间不包含设备之间的差异。",

  "report.identity": "标识",
  "report.identity.plan": "计划 {plan}，执行 {execution}",
  "report.identity.workload": "负载 {workload}：{hash}",
} as const satisfies Record<keyof typeof en, string>;
