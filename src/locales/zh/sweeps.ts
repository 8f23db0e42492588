import type { sweeps as en } from "../en/sweeps.js";

export const sweeps = {
  "finding.steadiness-unknown":
    "无法判断 {system} 是否处于稳态：测量窗口为 {seconds} s（{unknown} 次运行），短于判断所需的 {needed} s。",
  "finding.warm-up-too-short":
    "预热时间短了 {seconds} s：此后吞吐量又{direction:word} {relative:percent}（p = {p}），使窗口均值偏移 {bias:percent}。",
  "finding.throughput-drifts":
    "测量窗口的后半段相对前半段，吞吐量{direction:word} {relative:percent}（p = {p}）：本次运行未处于稳态。",
  "finding.never-steady":
    "本次运行始终未进入稳态：需舍去一半以上的负载时段。此后吞吐量{direction:word} {relative:percent}（p = {p}）。",
  "finding.runs-unsteady":
    "{system} 有 {runs} 次运行，其中 {unsteady} 次未处于稳态（详见运行列表），其数据属于系统正在变化的过程。",
  "finding.runs-not-steady":
    "{system} 至少一半的运行未处于稳态（{runs} 次中的 {unsteady} 次），其均值不代表系统能够保持的任何状态。",
  "finding.ladder-throughput-falls": "{system}：负载 {to} 的吞吐量低于负载 {from}，且超出波动范围：负载增加反而变慢。",
  "finding.ladder-interactivity-rises":
    "{system}：负载 {to} 的单用户速率高于负载 {from}，且超出波动范围：请检查负载 {from} 时的情况。",
  "finding.interactivity-not-reached": "{system} 在各档负载下没有任何一次运行达到该交互速率。",
  "finding.slo-missed": "满足 SLO 的请求占 {share:percent}，要求为 {needed:percent}。",
  "finding.probe-errors": "失败请求占 {rate:percent}，上限为 {limit:percent}。",

  "problem.two-ladders": "阶梯只能按并发数或按请求速率二选一。",
  "problem.ladder-not-of-arrival": "到达方式“{arrival}”没有可作阶梯的“{key}”。",
  "problem.search-not-of-arrival": "到达方式“{arrival}”既没有可搜索的请求速率，也没有并发数。",
  "problem.search-needs-slo": "该负载未规定 SLO，无从判断某个速率是否达标。",
  "problem.option-out-of-range": "--{option} 应为 {expected}，实际为 {received}。",
  "hint.one-ladder": "两者都需要时，请分写在两个套件中。",
  "hint.ladder-key": "它的阶梯应按“{fitting}”。",
  "hint.ladder-arrivals":
    "closed-loop 与 conversations 按 concurrency；constant、poisson 与 gamma 按 requestsPerSecond。",
  "hint.add-slo": "请在负载文件中加入 slo，写明 ttftSeconds、tpotSeconds 或 endToEndSeconds。",

  "word.falls": "下降了",
  "word.rises": "上升了",
  "word.workload": "负载",

  "cli.search": "搜索系统满足负载 SLO 的最高负载",
  "cli.argument.workload": "负载文件（YAML），或已列出的负载 id",
  "cli.option.low": "尝试的最低请求速率或并发数",
  "cli.option.high": "尝试的最高请求速率或并发数",
  "cli.option.share": "必须满足 SLO 的请求占比",
  "cli.option.resolution": "二分结束时的相对宽度；0.01 即 1 %",
  "cli.option.rounds": "相互独立的二分次数，其离散程度给出区间",
  "cli.option.seed": "全部探测的到达、长度与提示词所用的种子",
  "cli.option.resume-search": "继续上一次同样问题且尚无答案的搜索",
  "cli.search.started": "正在 {system} 上以 {workload} 搜索，记录写入 {results}",
  "cli.search.resumed": "继续在 {system} 上以 {workload} 搜索：保留 {probes} 次探测，记录写入 {results}",
  "cli.search.probe": "第 {round}/{rounds} 轮：{value} {unit}：{outcome}",
  "cli.search.probe-share": "第 {round}/{rounds} 轮：{value} {unit}：{share:percent} 满足 SLO，{outcome}",
  "cli.search.interrupted": "已中断。以同样的命令加 --resume 继续；已有结果：{file}",
  "cli.search.written": "探测与答案：{file}",
  "cli.search.title.concurrency": "{system} 满足 SLO 时可服务的 {workload} 最多用户数",
  "cli.search.title.requestsPerSecond": "{system} 满足 SLO 时可服务的 {workload} 最高请求速率",
  "cli.search.unit.concurrency": "个用户",
  "cli.search.unit.requestsPerSecond": "请求/s",
  "cli.search.found.t-log":
    "{value} {unit}；{confidence:percent} 置信区间 {low} 至 {high}，取自 {rounds} 轮二分、{probes} 次运行。",
  "cli.search.found.bracket":
    "{value} {unit}，介于 {low} 与 {high} 之间；二分 {rounds} 轮、运行 {probes} 次。轮数过少或结果相同，无法给出置信区间。",
  "cli.search.none-meets": "没有答案：{value} {unit} 仍未满足 SLO。可用更低的 --low 再搜索。",
  "cli.search.all-meet": "没有答案：{value} {unit} 仍满足 SLO。请用更高的 --high 再搜索。",
  "cli.search.stopped": "没有答案：在 {value} {unit} 处连续三次运行都不能说明系统的情况。{reason}",
  "cli.search.unanswered": "尚无答案，已完成探测 {probes} 次。",
  "cli.search.how": "如何得出",
  "cli.search.slo": "一次运行满足 SLO，是指窗口内应发送的请求中有 {share:percent} 满足：{bounds}。",
  "cli.search.bound.ttftSeconds": "首 token 在 {seconds} s 内到达",
  "cli.search.bound.tpotSeconds": "后续每 token 平均用时不超过 {seconds} s",
  "cli.search.bound.endToEndSeconds": "末 token 在 {seconds} s 内到达",
  "cli.search.method":
    "对数尺度上的二分共 {rounds} 轮，每轮直到 {resolution:percent}，每次运行各用种子 {seed} 派生的到达序列。答案为各轮结果的几何平均，区间为各轮之间的 t 区间。",
  "cli.search.column.round": "轮次",
  "cli.search.column.concurrency": "用户数",
  "cli.search.column.requestsPerSecond": "请求/s",
  "cli.search.column.requests": "请求数",
  "cli.search.column.share": "满足 SLO",
  "cli.search.column.throughput": "tok/s",
  "cli.search.column.interactivity": "单用户 tok/s p50",
  "cli.search.column.ttft": "TTFT p99（ms）",
  "cli.search.column.outcome": "SLO",
  "cli.search.outcome.met": "满足",
  "cli.search.outcome.missed": "未满足",
  "cli.search.outcome.unusable": "不能说明问题",

  "report.frontier": "吞吐量与交互速率：{ladder}，按{of:word}",
  "word.concurrency": "用户数",
  "word.requestsPerSecond": "每秒请求数",
  "report.frontier.column.throughput": "tok/s",
  "report.frontier.column.unit": "tok/s/单元",
  "report.frontier.column.interactivity": "单用户 tok/s p50",
  "report.frontier.column.ttft": "TTFT p99（ms）",
  "report.frontier.column.slo": "满足 SLO（%）",
  "report.frontier.column.efficiency": "tok/J",
  "report.frontier.column.frontier": "前沿",
  "report.frontier.on": "在前沿上",
  "report.frontier.off": "不在前沿",
  "report.frontier.legend":
    "每档负载一行，为各次运行均值，± 为 {confidence} 置信区间的半宽。在前沿上：同一系统没有其他档位同时具有更高的单位加速单元吞吐量和更高的中位用户速率。此处按均值比较，不作判定。",
  "report.frontier.unit": "每{unit:word}",
  "report.frontier.equal": "相同交互速率下每加速单元的输出 token/s",
  "report.frontier.equal.interactivity": "单用户 tok/s p50",
  "report.frontier.equal.legend":
    "推导值，不作判定：标有 {mark} 的数值位于双对数坐标中相邻两档的连线上，逐次运行读取；其余为某一档的实测值。绝不外推到档位之外。",
} as const satisfies Record<keyof typeof en, string>;
