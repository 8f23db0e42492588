import type { comparisonFamilies as en } from "../en/comparison-families.js";

export const comparisonFamilies = {
  "report.stamp.injected":
    "人为减速：tokwatt 有意使 {systems} 上的一切耗时增加 {slowdown:percent}，以检验能否察觉（阳性对照）。这些数据不代表该系统。",
  "report.mark.injected": "人为减速 {slowdown:percent}",

  "report.headline.interval-shared":
    "比值的 {confidence} 置信区间：{interval}；共用功率计的误差界已抵消，未声明其他误差界；判定裕度 {margin}。",

  "report.family": "同一负载下的多个系统：{workload}",
  "report.family.metric": "{title}（{unit}）：套件同一条目中的全部系统对",
  "report.family.column.pair": "候选 / 基准",
  "report.family.column.interval": "计入误差界的区间",
  "report.family.column.adjusted": "校正后 p",
  "report.family.ahead": "{better} 优于 {worse}",
  "report.family.shown": "{title}：{pairs}。",
  "report.family.equivalent": "{title}：在判定裕度内等效的有 {pairs}。",
  "report.family.open": "{title}：尚无定论的有 {pairs}。",
  "report.family.not-comparable": "{title}：不可比的有 {pairs}。",
  "report.family.means": "{title}，各次运行的几何均值，由优到劣：{systems}。次序本身不说明问题，应以成对比较为准。",
  "report.family.legend":
    "判为更优或更差，须使 p 在对本族全部系统对的全部主要指标做 Holm 校正后小于 1 减置信水平；所列区间为各对自身的区间。",

  "report.across": "跨负载汇总",
  "report.across.pair": "{candidate}（候选系统）对比 {baseline}（基准系统）",
  "report.across.column.workloads": "负载数",
  "report.across.headline":
    "{title}：{verdict}在 {count} 个负载上，{candidate} 为 {baseline} 的 {ratio} 倍（各比值的加权几何均值；{direction}）。{intervals}",
  "report.across.headline.absent": "{title}：无法给出 {candidate} 对 {baseline} 的跨负载均值。",
  "report.across.workload": "{workload}：比值 {ratio}，权重 {weight}",
  "report.across.parts": "{title}的构成：{parts}。",
  "report.across.missing": "未计入均值（{workloads}）：{reason}",
  "report.across.legend":
    "该均值只描述这些负载，权重由套件给定；不同负载的每秒 token 数从不直接平均。系统误差界取各负载误差界的加权均值：各负载由同一批功率计读取，因此不会缩小。",
  "finding.rung-not-in-mean":
    "阶梯 {ladder} 的各级是同一负载的不同强度，并非实际的工作组合：仅当套件按名称给出权重时才计入。",
  "finding.mean-of-one-workload": "有比值和区间的负载仅 {workloads} 个；跨负载均值至少需要两个。其余负载所缺见下。",
  "finding.mean-of-boundaries":
    "各负载是在不同的功率边界上比较的（{boundaries:words}）。以该均值作决策之前，请在同一边界上采集或折算全部负载。",
  "finding.workload-not-comparable": "两侧在该负载上不可比。",

  "finding.holm-forbids-verdict-family":
    "在 {tests} 个检验（同一族 {comparisons} 项对比的主要指标）中，按其数目校正（Holm）后本项的 p 为 {p}，不足以认定有差异。",
  "report.method.family": "套件同一条目的各项对比为一族：Holm 校正按负载合并计入族内全部主要指标，跨负载均值亦同。",
  "report.method.across":
    "跨负载：对数比值的加权均值取指数，标准误的平方按权重平方相加，自由度用 Satterthwaite 近似；阶梯的各级除非套件给出权重，否则不计入。",
  "report.method.tests":
    "对给定裕度的检验，裕度固定于计划，各按 5 % 单独检验且不作校正：计入系统误差界的 90 % 区间完全落在裕度之内为等效（两个单侧检验）；其不利一端劣于基准不超过裕度为非劣效。所列 p 值仅计波动。",
  "report.method.stopped":
    "运行次数并非事先固定：逐个区组增加，直到区间达到计划要求的宽度，而绝不以 p 变小为准。在此停止规则下，名义 95 % 的区间实际覆盖率约为 93 至 95 %（配对分析为 92 至 95 %）。",

  "finding.equivalence-shown": "在 ± {margin:percent} 内等效：成立（90 % 区间 {low} 至 {high}；p {p}，仅计波动）。",
  "finding.equivalence-not-shown":
    "在 ± {margin:percent} 内等效：未能证明（90 % 区间 {low} 至 {high}；p {p}，仅计波动）。这并不证明存在差异。",
  "finding.equivalence-refuted":
    "在 ± {margin:percent} 内等效：不成立；90 % 区间（{low} 至 {high}）完全落在裕度之外，差异更大。",
  "finding.non-inferiority-refuted":
    "{candidate} 劣于 {baseline} 不超过 {margin:percent}：不成立；90 % 区间（{low} 至 {high}）完全落在界限之外，劣于的程度更大。",
  "finding.non-inferiority-shown":
    "{candidate} 劣于 {baseline} 不超过 {margin:percent}：成立（90 % 区间 {low} 至 {high}；p {p}，仅计波动）。",
  "finding.non-inferiority-not-shown":
    "{candidate} 劣于 {baseline} 不超过 {margin:percent}：未能证明（90 % 区间 {low} 至 {high}；p {p}，仅计波动）。这并不证明其更差。",

  "finding.meters-shared":
    "计划声明两侧由同一批功率计读取：其增益误差为两侧共有，在比值中抵消，故不计入。折算、缺口和读数时刻的误差界仍计入，同一误差对两侧影响不同的部分亦仍计入。",
  "finding.meters-not-shared":
    "计划声明两侧由同一批功率计读取，但两侧误差界的来源不同：这些误差界仍计入比值。请从套件中去掉 `meters: shared`，或为两侧给出同一精度。",
  "finding.pairing-next-time":
    "各区组之间确有差异：两侧同升同降（{blocks} 个区组的相关系数 {correlation}）。若按区组配对，区间距比值为 {paired:percent}，而非 {welch:percent}。下次请规划 `analysis: paired`；本次仍按原计划分析。",
  "finding.pairing-costs-width":
    "没有迹象表明各区组之间有差异（{blocks} 个区组的相关系数 {correlation}）：若用 Welch 方法，区间距比值为 {welch:percent}，而非 {paired:percent}。对并无差异的区组配对会加宽区间（3 个区组时为运行间标准差的 3.11 倍，而非 2.47 倍）。若已知无漂移，下次请规划 `analysis: welch`；本次仍按原计划分析。",
  "finding.ratio-without-outliers":
    "若去掉相距甚远的运行，比值为 {ratio}（{low} 至 {high}）；全部计入为 {allRatio}（{allLow} 至 {allHigh}）。结论以全部运行为准。",
  "finding.runs-identical":
    "{system} 的 {runs} 次运行数值完全相同。系统是确定性的，还是由缓存作答？请查看记录；区间只依据另一侧的波动。",
  "finding.noisy-session":
    "{system} 各次运行的差异（标准差）为 {cv:percent}，超过 {at} 所测波动 {stored:percent} 的三倍。本次测试受到干扰：请检查其他作业和温度，然后重新运行。",
  "finding.no-positive-control":
    "在此环境中从未对 {system} 注入过减速，因此无从得知减速能否被察觉。可用 `tokwatt aa SUITE --control 5%` 检验。",
  "finding.control-not-found":
    "在此环境中将 {system} 人为减速 {slowdown:percent} 时，以下指标未能察觉：{metrics}；因此看不出差异并不说明问题。请增加运行次数或延长运行，然后重做 `tokwatt aa SUITE --control 5%`。",
  "finding.order-confounded":
    "计划虽为交错执行，但 {first} 的采用运行几乎都早于 {second}：系统差异与时间漂移无法区分。请将两侧缺少的试验一次性重新运行。",
  "finding.stopped-on-precision":
    "运行在 {runs} 个区组后（上限 {most} 个）因精度达标而停止：主要指标的区间均已窄至计划要求的 {width:percent}。在此停止规则下，名义 95 % 的区间实际覆盖率约为 93 至 95 %（配对分析为 92 至 95 %）。",
  "cli.option.known-history": "历史目录：将本次运行与 tokwatt aa 此前测得的波动对照",
  "problem.known-history-not-found": "历史目录 {path} 不存在。",
  "hint.measure-noise": "请检查路径，或先测量波动：tokwatt aa SUITE --history {path}",
  "report.chart.legend": "每个点为一次被采用的运行；短竖线为各次运行的均值，横线为其区间。",
  "report.chart.ratio": "{candidate} / {baseline}：{ratio}（{low} 至 {high}，含系统性误差）",
  "report.chart.no-ratio": "{candidate} 对 {baseline}：无比值",
  "finding.nothing-to-draw": "没有可绘制的内容：没有任何比较含有主要指标的数值。其他格式会显示现有内容。",
} as const satisfies Record<keyof typeof en, string>;
