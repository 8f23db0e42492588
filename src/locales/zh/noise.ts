import type { noiseOfRuns as en } from "../en/noise.js";

export const noiseOfRuns = {
  "cli.aa": "测量系统的噪声：让每个系统与自身比较",
  "cli.option.runs": "每个系统在每个工作负载上的运行次数",
  "cli.option.aa-control": "同时运行被放慢这么多（0.05 或 5%）的系统副本，看能否被发现",
  "cli.option.aa-system": "只运行套件中的这个系统（其 id，可重复给出）",
  "cli.option.aa-workload": "只运行套件中的这个工作负载（其 id，可重复给出）",
  "cli.option.detect": "根据历史中的噪声，说明发现这么大的差异（0.03 或 3%）需要运行多少次",
  "cli.option.power": "发现该差异的概率",
  "cli.range": "{point}（{low} 至 {high}）",

  "cli.aa.title": "运行间噪声：{title}",
  "cli.aa.cell": "{system}，工作负载 {workload}：使用了 {planned} 次运行中的 {used} 次",
  "cli.column.metric": "指标",
  "cli.aa.column.cv": "运行间变异系数",
  "cli.aa.column.aa": "A/A 比值",
  "cli.aa.column.alarm": "A/A",
  "cli.aa.alarm": "误报",
  "cli.aa.quiet": "包含 1",
  "cli.aa.missing": "{metric}：{reason}",
  "cli.aa.notes": "说明",
  "cli.aa.few-runs":
    "{runs} 次运行只能粗略得知离散程度，其区间即可看出；建议 {advised} 次或更多：tokwatt aa --runs {advised}",
  "cli.aa.control": "对照：由 tokwatt 自己放慢的副本，与未改动的系统相比",
  "cli.aa.control-found": "{metric}：放慢 / 未改动 {ratio}；{slowdown:percent} 的放慢被发现",
  "cli.aa.control-missed": "{metric}：放慢 / 未改动 {ratio}；{slowdown:percent} 的放慢未被发现",
  "cli.aa.control-unknown": "{metric}：没有区间，因此无从得知 {slowdown:percent} 的放慢是否可见",
  "cli.aa.legend":
    "变异系数：各次运行的对数的标准差及其 95 % 区间（χ²）。n = …：与噪声相同的系统比较时，每侧这么多次运行的 Welch 比较有 {power:percent} 的概率发现的真实差异。A/A 比值：隔次取出的运行与其余运行之比及其 95 % 区间；仅凭偶然，二十次中也有一次不含 1。",
  "cli.aa.stored":
    "{cells} 个系统与工作负载组合中有 {stored} 个的噪声已写入 {history}。某一差异需要多少次运行：tokwatt plan {suite} --detect 3% --history {history}",
  "cli.aa.nothing-stored": "未能测得任何噪声，没有向 {history} 写入内容。",

  "finding.noise-too-few-runs":
    "{system} 在此可用的运行有 {runs} 次，而估计离散程度需要 {minimum} 次。请增加运行次数：tokwatt aa --runs",
  "finding.noise-not-positive": "{system} 有一个值为零或负数，没有对数，因此无法给出相对噪声。",
  "finding.noise-no-variance":
    "{system} 的 {runs} 次运行没有差别，或只是交替变化。它是确定性的吗，还是有缓存在作答？请查看记录。",
  "finding.noise-client-degraded":
    "{system} 运行期间客户端过于繁忙，无法准确计时延迟：测得的将是客户端自身的噪声。请给它更多处理器，或降低负载。",
  "finding.noise-environments-mixed":
    "{system} 有 {runs} 次运行的环境与其余不同（{facts}），已被排除。请在整个过程中保持环境不变。",
  "finding.noise-false-alarm":
    "{system} 在 {workload} 上的 {metric}：系统与自身比较的区间不含 1。二十次中会出现一次。请再次运行 tokwatt aa：若依然如此，则有什么在各次运行之间发生变化（缓存、发热、其他作业）。",
  "finding.noise-blind":
    "{system}，工作负载 {workload}：注入了 {slowdown:percent} 的放慢，却没有任何主要指标显示出来。在这里“没有发现差异”毫无意义：请增加运行次数，或加长测量窗口。",

  "hint.aa-runs": "把系统与自身比较，至少需要两半各三次运行。",
  "problem.control-within-margin":
    "{slowdown:percent} 的放慢未超过套件的裕度 {margin:percent}：任何结论都不可能发现它。",
  "hint.larger-control": "请给出更大的值，例如 --control 5%，或在套件中声明更小的裕度。",

  "cli.detect.title": "以 {power:percent} 的概率发现 {difference:percent} 的差异所需的运行次数",
  "cli.detect.column.candidate": "候选方",
  "cli.detect.column.baseline": "基准方",
  "cli.detect.column.runs": "每侧运行次数",
  "cli.detect.column.time": "两侧耗时",
  "cli.detect.column.planned": "{runs} 次可发现",
  "cli.detect.comparison": "{candidate}（候选方）对 {baseline}（基准方）：{analysis:word}",
  "cli.detect.unknown": "未知",
  "cli.detect.enough": "{detectable}，足够",
  "cli.detect.notes": "依据",
  "cli.detect.time": "按每个工作负载中要求最多的指标计算，{systems} 个系统共需约 {time}，不含服务器启动时间。",
  "cli.detect.legend":
    "噪声：tokwatt aa 的测量结果及其 95 % 区间；运行次数的范围由该区间得出。运行次数：比值的区间不含 1，且比值超出裕度，两者各有 {power:percent} 的概率。仪表的误差另计，不会因运行次数增加而缩小。",

  "finding.detect-no-comparison": "该套件不做任何比较，因此没有可发现的差异。请为它添加一个比较。",
  "finding.detect-no-noise":
    "尚不知道 {system} 在 {workload} 上的噪声（{metrics}）。请先测量：tokwatt aa {suite} --system {system} --workload {workload} --history {history}",
  "finding.detect-within-margin":
    "{metric}：{difference:percent} 未超过裕度 {margin:percent}，无论运行多少次都不会得出结论。请给出更大的差异，或声明更小的裕度。",
  "finding.detect-too-few-runs":
    "计划的运行次数少于所需：请把 “repeats” 设为 {runs}，或用 “stop” 自行停止，并给出同样多的 “maxRuns”。",
  "finding.detect-other-facts":
    "{system} 在 {workload} 上的噪声于 {at} 以另一版本的文件测得（{facts}）。若这对它有影响，请重新测量：tokwatt aa",
  "finding.detect-holm": "多个主要指标一同校正（Holm）；每个都按最严格的一步规划，因此无论其他指标如何都能被发现。",
  "finding.detect-unequal": "两侧噪声不同时，以其平方均值的平方根代表两侧，如同两侧噪声相等。",
  "finding.detect-paired": "按区块配对：噪声取自同一系统相邻两次运行之比；每侧各有一半计入配对。",
} as const satisfies Record<keyof typeof en, string>;
