import type { findingsNpu as en } from "../en/findings-npu.js";

export const findingsNpu = {
  "finding.npu-method-ambiguous":
    "不采用 npu-smi 的 {method} 输出：NPU {npu} 两个 die 的功率读数属于“{pattern:word}”，tokwatt 不会凭猜测将功率加倍或减半。",
  "finding.npu-method-failed":
    "不采用 npu-smi 的 {method} 输出：查询 NPU {npu} 时命令异常结束（{outcome}）。其输出：{words}",
  "finding.npu-method-hung":
    "不采用 npu-smi 的 {method} 输出：{seconds} 秒内未读到 NPU {npu} 的任何数据。若 `npu-smi info watch` 在终端上有输出而经管道没有，可设置 command: [stdbuf, -oL, npu-smi]。",
  "finding.npu-method-silent": "不采用 npu-smi 的 {method} 输出：其中没有 NPU {npu} 的功率。其输出（如有）：{words}",
  "finding.npu-none-found": "{command} 没有列出任何 NPU。其输出：{words}",
  "finding.npu-power-implausible":
    "{device} 的读数为 {watts} W，超出 {low} 至 {high} W 的合理范围；此问题只报告一次，读数全部保留。请核对单位以及该读数所覆盖的供电范围。",
  "finding.npu-power-pattern":
    "npu-smi 的 {method} 输出中，NPU {npu} 两个 die 的功率读数属于：{pattern:word}（表格中整个 NPU 为 {packageWatts}，两个 die 为 {firstWatts} 和 {secondWatts}）。每个 NPU 只保留一条功率曲线。",
  "finding.npu-power-unreadable":
    "npu-smi 没有给出 NPU {npus} 的可信功率；已尝试的输出：{tried}。各自的情况见本次运行的提示。其输出（如有）：{words}",
  "word.halves": "每个 die 各报自己的一份",
  "word.package-on-first-die": "第一个 die 报整个 NPU 的功率，第二个不报",
  "word.repeated": "两个 die 都报整个 NPU 的功率",
  "word.unclear": "既不是整个 NPU 的功率，也不是各自的一份，或没有可供对照的数值",
} as const satisfies Record<keyof typeof en, string>;
