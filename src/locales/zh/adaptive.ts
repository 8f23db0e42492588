import type { adaptiveRuns as en } from "../en/adaptive.js";

/** Relative sizes, runs that stop on precision, groups of comparisons, what a suite says for gates. */
export const adaptiveRuns = {
  "problem.option-not-fraction": "--{option} 应在 0 与 1（即 0 % 与 100 %）之间，实际为 {received}。",
  "problem.not-a-fraction": "“{path}”应为相对大小，实际为 {received}。",
  "hint.fraction": "请写成小数，如 0.03，或百分比，如 3 %。",

  "problem.stop-not-interleaved":
    "停止规则每次追加一个所有系统轮流运行的区组：顺序应为“{expected:word}”，而不是“{order:word}”。",
  "hint.stop-not-interleaved": "请写 order: interleaved，或删除 stop。",
  "problem.stop-without-comparison": "停止规则依据对比的区间，而该套件没有任何对比。",
  "hint.stop-without-comparison": "请添加一个对比，或删除 stop，用 repeats 规定运行次数。",
  "problem.stop-too-few-runs":
    "停止规则至少需要 {minimum} 次运行才能生效，而不是 {repeats} 次：更少的运行可能碰巧一致，区间会过窄。",
  "hint.stop-too-few-runs": "请写 repeats: {minimum} 或更大；有 stop 时它是最少的运行次数。",
  "problem.stop-nothing-to-add": "“maxRuns”（{maxRuns}）必须大于“repeats”（{repeats}），否则没有可追加的区组。",
  "hint.stop-nothing-to-add": "请增大 maxRuns，或删除 stop。",

  "problem.comparison-of-two-forms": "一个对比只能用一种方式指定系统；此处写了 {keys}。",
  "hint.comparison-forms": "请写 candidate 与 baseline，或 candidates（列表）与 baseline，或 pairs（列表）。",

  "problem.gate-empty": "门禁没有任何可对照的依据：一切都会通过。",
  "hint.gate-empty": "请在 gate 中加入 history 或 requirements，或删除 gate。",
  "problem.metric-without-direction": "指标“{metric}”没有优劣方向，无所谓退化。",
  "hint.metric-with-direction": "tokwatt list metrics 会列出各指标以哪个方向为优。",
  "problem.metric-of-no-workload": "指标“{metric}”属于 {kind}；此处所指的负载都不属于这一类。",
  "hint.metric-of-workload": "tokwatt list metrics 会列出各类负载有哪些指标。",
  "problem.requirement-two-bounds": "一条要求只能有一个界限。",
  "hint.two-requirements": "请为该指标写两条要求，每个界限一条。",
  "problem.requirement-without-bound": "该要求没有界限：既没有 atLeast，也没有 atMost。",
  "problem.requirement-wrong-way": "指标“{metric}”以{better:word}为优：“{given}”会拒绝好的结果。",
  "hint.requirement-bound": "请写“{key}”和一个以该指标基本单位（s、token/s、W）计的数。",
  "word.higher": "较高的值",
  "word.lower": "较低的值",
  "problem.unknown-fact": "指纹中没有名为“{name}”的事实。",

  "cli.run.interrupted-plan": "已中断；{total} 个试验中已完成 {done} 个。",
  "cli.run.failed-plan": "{total} 个试验中有 {failed} 个失败。",

  "cli.run.started-adaptive": "{suite}：共 {fewest} 到 {trials} 个试验，约需 {least} 到 {time}；记录写入 {results}",
  "cli.run.resumed-adaptive":
    "{suite}：已完成 {done} 个试验，剩余 {fewest} 到 {trials} 个，约需 {least} 到 {time}；记录写入 {results}",
  "cli.run.trial-ended-adaptive": "[{place}/{total}] {trial}：{state:word}，用时 {time}；最多剩余 {left}",
  "cli.run.bar-adaptive": "{place}/{total}  {trial}  最多剩余 {left}",
  "cli.run.narrow-enough":
    "{workload}：每个系统 {runs} 次运行已足够；主要指标中最宽的区间上端超出比值 {width:percent}（要求 {asked:percent}）",
  "cli.run.stayed-wide":
    "{workload}：每个系统已达上限 {runs} 次运行；主要指标中最宽的区间上端仍超出比值 {width:percent}（要求 {asked:percent}）",
  "cli.run.without-interval": "{workload}：每个系统已达上限 {runs} 次运行，仍有主要指标没有区间，原因见报告",

  "cli.plan.suite-adaptive":
    "套件 {id}，版本 {version}；随机种子 {seed}；每个负载在每个系统上运行 {repeats} 到 {maxRuns} 次",
  "cli.plan.stop":
    "每个负载：每个系统先运行 {repeats} 次，再逐个区组追加，直到所有主要指标的区间上端超出比值不多于 {width:percent}",
  "cli.plan.time-adaptive": "共 {fewest} 到 {trials} 个试验，预计约 {least} 到 {time}，不含服务启动时间",
  "cli.plan.trials-adaptive": "{title}；第 {repeats} 次以后仅在需要时运行",
  "cli.plan.family": "第 {family} 组：{comparisons} 个对比，其主要指标一并计数（Holm）",
  "cli.plan.shared-meters": "两侧由同一功率计读取：其增益误差相消",
  "cli.plan.equivalence": "等效检验的裕度：{margins}",
  "cli.plan.non-inferiority": "非劣效检验的裕度：{margins}",
  "cli.plan.weights": "跨负载均值的权重：{weights}；其余为 1",
  "cli.plan.gate": "门禁的对照依据",
  "cli.plan.gate-history": "历史：{metrics}；裕度 {margins}；{confidence:percent} 置信区间",
  "cli.plan.gate-vary": "属于被测对象、因而不计入环境：{facts}",
  "cli.plan.at-least": "{metric} 至少 {limit}{unit}",
  "cli.plan.at-most": "{metric} 至多 {limit}{unit}",
  "cli.plan.of-system": "系统 {system}",
  "cli.plan.of-workload": "负载 {workload}",
} as const satisfies Record<keyof typeof en, string>;
