import type { ciSurfaces as en } from "../en/ci.js";

export const ciSurfaces = {
  "word.gate-surface": "门禁输出形式",

  "ci.title": "tokwatt 性能门禁：{suite}",
  "ci.form.base": "被测版本与基准版本对比，两者均为本次实测运行。",
  "ci.form.history": "被测版本与历史记录中的稳定段对比。",
  "ci.form.requirement": "被测版本与既定指标要求对比。",

  "ci.status.regressed": "退化",
  "ci.status.missed": "未达要求",
  "ci.status.unconfirmed": "疑似退化（未确认）",
  "ci.status.improved": "改善",
  "ci.status.ok": "通过",
  "ci.status.inconclusive": "无法判定",
  "ci.status.not-comparable": "不可比",
  "ci.status.blind": "失明",
  "ci.status.nothing": "没有任何判定",
  "ci.status.failed": "失败",
  "ci.status.proven": "{status}（已证实）",

  "ci.headline": "{status}：{counts}。退出码 {code}。",
  "ci.headline.bare": "{status}。退出码 {code}。",
  "ci.count": "{status} {count} 项",
  "ci.count.lines": "共 {all} 项，其中{status} {count} 项",
  "ci.headline.nothing":
    "没有任何判定：本次门禁没有一项结果，而没有结果的门禁绝不放行。请查看各次运行的报告。退出码 {code}。",
  "ci.headline.let-pass": "之所以放行，只是因为指定了 --inconclusive=warn。",
  "ci.headline.other-reason": "退出码另有原因，并非出自下列各项判定：请查看命令日志。",
  "ci.unconfirmed": "相对历史的退化须经重新运行确认才会告警；此项未获确认：请换一个节点再运行一次门禁。",

  "ci.stamp.not-measured":
    "非真实硬件实测（{label}）：本门禁的数据来自模拟服务、仿真或规格描述，不反映任何产品的性能。",
  "ci.stamp.injected": "人为减速：本门禁中有一个系统被 tokwatt 减速 {slowdown:percent}，其数据不是该系统自身的表现。",

  "ci.control.found": "阳性对照：对 {system} 注入了 {slowdown:percent} 的减速，门禁已察觉。",
  "ci.control.blind":
    "门禁失明：对 {system} 注入了 {slowdown:percent} 的减速，却未被察觉（{workloads}）。此门禁的“通过”毫无意义。需要更多运行次数或更小的噪声：tokwatt plan SUITE --detect {slowdown:percent} 会给出所需次数。",
  "ci.control.blind-everywhere": "没有任何负载",
  "ci.control.title": "阳性对照",
  "ci.control.line.found": "{workload}，{metric}：已察觉（{change}）",
  "ci.control.line.missed": "{workload}，{metric}：未察觉（{change}）",
  "ci.control.nothing": "没有可对比的数据",

  "ci.column.workload": "负载",
  "ci.column.system": "被测系统",
  "ci.column.head": "被测版本",
  "ci.column.base": "基准版本",
  "ci.column.history": "历史",
  "ci.column.requirement": "要求",
  "ci.column.interval": "{confidence} 置信区间",
  "ci.legend":
    "↑ 越高越好，↓ 越低越好。比值 = 被测版本 / {against}，已统一方向，大于 1 表示更好。判定依据是该区间（已计入系统误差界）和判定裕度。",
  "ci.legend.both-runs": "n = 被测版本的运行次数 + 对比对象的运行次数。",
  "ci.legend.runs": "n = 被测版本的运行次数。",
  "ci.legend.holm":
    "有多项指标参与门禁时，判为退化还要求按指标个数校正后（Holm）的 p 值小于 5 %；所列区间为各指标单独的区间。",

  "ci.pair.base": "{head} 对比 {base}",
  "ci.pair.history": "{head} 对比自身历史",
  "ci.pair.requirement": "{head} 对比指标要求",
  "ci.change": "{metric} {change}（{confidence} 置信区间 {low} 至 {high}；负号表示变差），判定裕度 {margin}，n={n}",
  "ci.change.none": "{metric}：没有比值，n={n}",
  "ci.values": "被测版本 {head} {unit}，{against} {reference} {unit}。",
  "ci.message": "{status}：{text}",

  "ci.reasons": "注释",
  "ci.caveats": "其他须知",
  "ci.segments": "历史中的稳定段",
  "ci.segment": "{workload}，{metric}：{count} 条记录，{first} 至 {last}",
  "ci.segment.unknown": "提交未知",
  "ci.details": "详情",
  "ci.others": "全部项目",
  "ci.identity": "标识",
  "ci.identity.plan": "计划 {plan}，执行 {executions}",
  "ci.identity.commit": "提交 {commit}",
  "ci.cut":
    "已截断：本页共 {lines} 行，其中 {left} 行未显示，因为此处最多容纳 {limit}。完整内容见命令日志和门禁的 JSON 输出。",
  "ci.cut.characters": "{limit} 个字符",
  "ci.cut.bytes": "{limit} 字节",
  "ci.annotation.more": "另有 {count} 项未在此显示，作业摘要中列有全部内容。",
} as const satisfies Record<keyof typeof en, string>;
