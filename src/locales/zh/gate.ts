/** `tokwatt gate` 及其判定的语句；展示方式见 `ci.ts`。 */
export const gateWords = {
  "cli.gate": "运行套件，并以退出码说明被测版本是否变差",
  "cli.option.against":
    "被测版本与什么对照；省略时取套件中具备的第一项：base（基准）、requirement（要求）、history（历史）",
  "cli.option.recorded": "评判结果文件夹中同一计划的最近一次执行；不运行任何内容",
  "cli.option.gate-execution": "与 --recorded 合用：要评判的执行的标识",
  "cli.option.inconclusive": "无法判断时是失败（退出码 4）还是仅警告（0）",
  "cli.option.gate-control": "先故意把被测系统放慢这么多（5%）：发现不了它的门禁是失灵的（退出码 3）",
  "cli.option.gate-format": "标准输出显示的形式",
  "cli.option.write": "NAME=FILE：另把这种形式写入文件；可重复（junit=gate.xml、markdown=comment.md）",
  "cli.option.add": "对照历史时：若未退化，把被测版本作为新条目保存",

  "cli.gate.control": "阳性对照：{system} 与被放慢 {slowdown:percent} 的副本并行比较。以下运行仅用于该对照。",
  "cli.gate.confirming": "有 {lines} 行低于历史水平。只有新的运行也这样认为才会报警：现在再次运行被测系统。",
  "cli.gate.added": "{commit} 已保存到历史 {history}（{entries} 个条目）。",
  "cli.gate.not-added":
    "未向历史 {history} 添加任何内容：退化后的水平不能成为自己的基准。若要接受它：先用 tokwatt history add，变化显现后再用 tokwatt history acknowledge。",
  "cli.gate.resume": "用同一命令加 --resume 继续：{command}",

  "word.regressed": "退化",
  "word.improved": "改进",
  "word.ok": "通过",

  "finding.gate-holm-holds-back":
    "单看这一行本可得出结论；但在本门禁的 {tests} 项检验中，按检验数目校正（Holm）后的 p 为 {p}。",
  "finding.gate-trials-unusable":
    "{trials} 次试验中有 {unusable} 次没有可用的运行（{names}）：门禁不会凭余下的运行放行。请查看其记录。失败的可用 --resume 重做；已完成却不计入的，须重新运行门禁。",
  "finding.gate-not-comparable": "两方不可比较；原因见比较报告。",
  "finding.gate-runs-alike": "全部 {runs} 次运行给出同一数值：直接与限值比较，没有区间。",
  "finding.gate-no-lines": "没有任何负载的任何指标可供评判。套件的主要指标、要求或历史指标必须是其负载所具有的指标。",
  "finding.gate-blind":
    "在 {system} 中注入了 {slowdown:percent} 的减速却未被发现，因此没有再运行其他内容：此时的通过毫无意义。请计划更多运行（tokwatt plan --detect 给出次数），或收窄裕度。",
  "finding.gate-plan-not-run":
    "{results} 中从未运行过完全相同的计划：其后改动过的套件是另一个计划。去掉 --recorded 即可运行它。",

  "finding.gate-execution-unknown":
    "{results} 中没有完全相同的计划的执行 {execution}。去掉 --execution 即可判定最后一次执行；该目录中的 ledger.jsonl 列有全部执行。",

  "finding.gate-history-insufficient":
    "历史不足：自最近一次已知变化以来，该环境有 {entries} 个条目，需要 {needed} 个。请添加：tokwatt gate --against history --add --inconclusive warn。",
  "finding.gate-history-not-positive": "被测版本或其历史中有非正数值：无法求比值。请用固定要求来约束该指标。",
  "finding.gate-history-alike": "历史的全部 {entries} 个条目数值相同：无从得知新条目可以相差多少。",
  "finding.gate-head-environments":
    "{system} 在 {workload} 上的运行不属于同一环境：没有单一的历史可供对照。请一次性重新运行。",
  "finding.gate-history-elsewhere":
    "历史中的 {commit} 来自另一环境。不同之处：{facts}。若这正是被测对象，请在套件的 `vary` 中列出。",
  "finding.gate-history-runs-differ":
    "被测版本是 {runs} 次运行的平均，历史条目通常是 {usual} 次的平均：两者噪声不同。请用相同的重复次数运行套件。",
  "finding.gate-history-candidates":
    "稳定段可能含有两个水平：其中有 {count} 处变化仍只是候选（始于 {commits}）。请确认或认可它们：tokwatt history changes。",
  "finding.regression-not-confirmed": "首批运行低于历史水平，新的运行未予证实（结果为：{decision:word}）：不报警。",
  "finding.regression-confirmation-broken":
    "首批运行低于历史水平，而用于证实的新运行无法判定：既不报警，也不放行。请查看其记录，然后重新运行门禁。",
  "finding.regression-unchecked":
    "这些运行低于历史水平。只有新的运行才能证实，而 --recorded 不运行任何内容：请去掉它再运行门禁。",

  "problem.gate-recorded-runs-nothing": "--recorded 评判的是以前运行过的内容：不能与 --{option} 合用。",
  "hint.gate-drop-recorded": "去掉其中之一。",
  "problem.gate-execution-is-recorded": "--execution 指以前的执行；而本命令会重新运行套件。",
  "hint.gate-add-recorded": "加上 --recorded，或去掉 --execution。",
  "problem.gate-write-malformed": "--write 需要 NAME=FILE，而不是“{received}”。",
  "hint.gate-write-form": "例如 --write junit=gate.xml。可用名称：{known}。",
  "problem.gate-write-twice": "两种形式要写入同一文件 {path}。",
  "problem.gate-nothing-to-hold": "套件没有说明其系统与什么对照。",
  "hint.gate-forms":
    "请写 “comparisons”（被测版本为 candidate，基准为 baseline），或在 “gate” 下写 “requirements” 或 “history”。",
  "problem.gate-form-missing": "套件没有为对照“{form}”的门禁作任何说明。",
  "hint.gate-form-base":
    "请添加一项比较：comparisons: [{ candidate: head, baseline: base, analysis: paired, margins: { default: 2% }, primaryMetrics: [...] }]",
  "hint.gate-form-history": "请添加：gate: { history: { metrics: [...], margins: { default: 2% } } }",
  "hint.gate-form-requirement": "请添加：gate: { requirements: [{ metric: ttft.p99, atMost: 0.5 }] }",
  "problem.gate-control-needs-margins": "阳性对照要看减速是否越过裕度而被发现，而固定要求没有裕度。",
  "hint.gate-control-against": "请把 --control 与 --against base 或 --against history 合用。",
  "problem.gate-control-no-metric": "负载“{workload}”没有任何吞吐或时延指标受门禁约束：减速无处显现。",
  "hint.gate-control-metric": "请约束其一，例如 output-tokens-per-second 或 training-tokens-per-second。",
  "problem.gate-control-within-margin":
    "{slowdown:percent} 的减速在负载“{workload}”的所有裕度之内：门禁本就不打算发现它。",
  "hint.gate-control-larger": "请取更大的 --control，或收窄某个裕度。",
  "problem.gate-add-is-of-history": "--add 保存的是与历史对照的版本，而不是与 {form} 对照的。",
  "hint.gate-against-history": "请加上 --against history，或用 tokwatt history add RESULTS 保存这些运行。",
} as const;
