import type { findingsDecision as en } from "../en/findings-decision.js";

export const findingsDecision = {
  "finding.rank-test":
    "按秩检验（Mann-Whitney、Hodges-Lehmann）：p = {p}；候选系统的一次运行高于基准系统一次运行的配对占 {superiority:percent}；比值 {ratio}（{low} 至 {high}）。",
  "finding.rank-test-disagrees":
    "秩检验（p = {ranksP}）与计划所定的检验（p = {p}）结论不一致：有离群运行、运行次数过少，或区组之间有差异。请查看每次运行，并增加运行后再下结论。",
  "finding.runs-trend":
    "{system} 的各次运行随先后次序变化（秩相关 {rho}）：存在漂移。请增加交错的区组，或查明何处仍在升温。",
  "finding.runs-outlying":
    "{system} 有与其余运行相距甚远的运行：第 {repeats} 次重复。分析中予以保留；采信之前请查看其记录。",
  "finding.runs-bimodal":
    "{system} 的各次运行看似分成两簇：机器可能处于两种状态（节点组合、频率、放置方式），也可能纯属偶然：五次运行中本无两簇而看似如此者约占八分之一。请逐次查看差异所在。",
  "finding.runs-quantised":
    "{system} 的 {runs} 次运行仅有 {distinct} 个不同的值：测量的粒度大于其噪声。请延长测量窗口，或改用更精细的仪表。",
  "finding.holm-forbids-verdict":
    "主要指标共 {metrics} 个，按其数目校正（Holm）后本指标的 p 为 {p}，不足以认定有差异。",
  "finding.runs-to-decide": "若真实比值和波动即为所见，每侧 {runs} 次运行有五分之四的机会得出结论。",
  "finding.runs-to-decide-mean": "若真实比值和波动即为所见，在这些负载上每侧各 {runs} 次运行有五分之四的机会得出结论。",
  "finding.runs-never-decide":
    "每侧即使 {most} 次运行也难以得出结论：就这样的波动而言，比值离判定裕度太近。请延长测量窗口，或消除使各次运行不同的因素。",
  "finding.bounds-forbid-decision":
    "增加运行次数无济于事：仅系统误差界（功率计、折算）便使结论跨越 {margin:percent} 的判定裕度。请改用更精确的功率计，或收窄折算项的范围。",
} as const satisfies Record<keyof typeof en, string>;
