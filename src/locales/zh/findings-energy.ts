import type { findingsEnergy as en } from "../en/findings-energy.js";

export const findingsEnergy = {
  "finding.power-not-metered": "本次运行未采集功率。",
  "finding.boundary-not-reached":
    "无法在“{boundary:word}”边界给出能耗：既未实测，也没有可用的折算项；实测边界为 {metered}。",
  "finding.energy-bounds-too-wide": "在“{boundary:word}”边界上，误差界与能耗本身同样大。",
  "finding.power-coverage-low": "{device} 的功率读数只覆盖测量窗口的 {coverage}，给出能耗至少需要 {minimum}。",
  "finding.power-source-failed": "功率源 {source} 无法读取 {device}：{reason}。故障期间的读数记为缺失。",
  "finding.power-readings-skipped": "{source} 应答过慢：{polls} 次读数中有 {skipped} 次被略过。",
  "finding.power-no-readings": "{device} 的功率计在整个运行期间没有给出读数。",
  "finding.power-readings-missing": "{device} 的 {readings} 次功率读数中缺失 {missing} 次。",
  "finding.power-readings-not-numbers": "{device} 的 {readings} 次功率读数中有 {notNumbers} 次不是数值，按缺失处理。",
  "finding.power-duplicate-stamps": "{device} 的 {readings} 次功率读数中有 {duplicates} 次与前一次时刻相同，已略去。",
  "finding.rapl-missing": "{root} 中没有处理器封装的 RAPL 能量计数器；只有 Intel 和 AMD 处理器上的 Linux 才有。",
  "finding.rapl-unreadable": "能量计数器 {file} 仅 root 可读：请以 root 运行，或为当前用户授予读取权限。",
  "finding.rapl-range-unreadable": "{zone} 的计数范围（max_energy_range_uj）不是数值：无法还原计数器回绕。",
} as const satisfies Record<keyof typeof en, string>;
