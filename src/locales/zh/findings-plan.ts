import type { findingsPlan as en } from "../en/findings-plan.js";

export const findingsPlan = {
  "finding.plan-too-few-runs": "每个系统 {repeats} 次运行无法给出区间和结论；至少需要 {minimum} 次。",
  "finding.plan-demonstration":
    "{workload} 的测量窗口（{seconds} 秒）短于其最低要求 {minimumSeconds} 秒：结果行将标注为演示。",
  "finding.plan-rate-changes": "{workload} 的速率有意变化：其运行没有稳态，无法据以对比。",
  "finding.plan-sequential": "各系统依次运行：随时间的漂移会被当作系统之间的差异。",
  "finding.plan-no-comparison": "该套件没有定义任何对比：报告只列出各系统的结果，不给出结论。",
} as const satisfies Record<keyof typeof en, string>;
