import type { findingsDecision as en } from "../en/findings-decision.js";

export const findingsDecision = {
  "finding.rank-test":
    "按秩检验（Mann-Whitney、Hodges-Lehmann）：p = {p}；候选系统的一次运行高于基准系统一次运行的配对占 {superiority:percent}；比值 {ratio}（{low} 至 {high}）。",
  "finding.rank-test-disagrees":
    "秩检验（p = {ranksP}）与计划所定的检验（p = {p}）结论不一致：有离群运行，或运行次数过少。请查看每次运行，并增加运行后再下结论。",
  "finding.runs-trend":
    "{system} 的各次运行随先后次序变化（秩相关 {rho}）：存在漂移。请增加交错的区组，或查明何处仍在升温。",
  "finding.runs-outlying":
    "{system} 有与其余运行相距甚远的运行：第 {repeats} 次重复。分析中予以保留；采信之前请查看其记录。",
  "finding.runs-bimodal":
    "{system} 的各次运行分成两簇：机器可能处于两种状态（节点组合、频率、放置方式）。请查明差异所在。",
  "finding.runs-quantised":
    "{system} 的 {runs} 次运行仅有 {distinct} 个不同的值：测量的粒度大于其噪声。请延长测量窗口，或改用更精细的仪表。",
  "finding.holm-forbids-verdict":
    "主要指标共 {metrics} 个，按其数目校正（Holm）后本指标的 p 为 {p}，不足以认定有差异。",
  "finding.runs-to-decide": "若真实比值即为所见，每侧 {runs} 次运行有五分之四的机会得出结论。",
  "finding.runs-never-decide": "每侧即使 {most} 次运行也无法得出结论：比值恰在界限上。",
  "finding.bounds-forbid-decision":
    "增加运行次数无济于事：仅系统性误差（电表、桥接）便已超出 {margin:percent} 的界限。",
} as const satisfies Record<keyof typeof en, string>;
