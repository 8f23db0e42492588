import type { findingsEnergy as en } from "../en/findings-energy.js";

export const findingsEnergy = {
  "finding.power-not-metered": "本次运行未采集功率。",
  "finding.boundary-not-reached":
    "无法在“{boundary:word}”边界给出能耗：既未实测，也没有可用的折算项；实测边界为 {metered}。",
  "finding.energy-bounds-too-wide": "在“{boundary:word}”边界上，误差界与能耗本身同样大。",
  "finding.accelerators-not-metered":
    "{system} 只采集到其他类型芯片的功率（{kinds}），未采集加速器本身。请采集加速器功率，或在系统文件中声明其类型（accelerators.kind）。",
  "finding.devices-not-all-metered":
    "{system} 在“{boundary:word}”边界上采集了 {metered} 个器件的功率，而系统文件声明参与服务的为 {expected} 个，其总和不是该系统的能耗。请恰好采集参与服务的器件且不重复，或更正系统文件中的 accelerators 与 topology。",
  "finding.power-readings-few":
    "窗口内 {device} 的功率只有 {readings} 次读数，无法判断读数之间的情况。请提高采样率，或延长测量时间。",
  "finding.energy-counter-fell": "{device} 的能量计数器在运行期间回退：器件或驱动被复位，此前的累计值已丢失。",
  "finding.energy-counter-alone": "{device} 的能量计数器没有可对照的功率读数。",
  "finding.energy-counter-unusable":
    "{device} 的能量计数器无法与功率读数对照：两者只共同覆盖测量窗口的 {coverage:percent}。",
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
