import type { findingsGpu as en } from "../en/findings-gpu.js";

export const findingsGpu = {
  "finding.energy-counter-missing":
    "有 {gpus} 块 GPU 的能耗计数器未能读取（{command}），由功率读数算出的能耗因此无从核对。该计数器由 DCGM 提供：请安装 DCGM，启动其主机引擎（nv-hostengine），再用 dcgmi discovery -l 检查。",
  "finding.energy-counter-reset":
    "运行期间 {device} 的能耗计数器被清零（驱动重新加载时会这样）。读数已前后衔接，但清零前后之间的能耗不在其中。",
  "finding.gpu-mig-whole-board": "{device} 处于 MIG 模式，读到的是整块板卡的功率，其上其他实例的功耗也计算在内。",
  "finding.gpu-power-module-only":
    "nvidia-smi 不给出 {device} 本身的功率，只给出含 CPU 的整个模组的功率（{watts} W）。该读数不予采用：它无法与任何 GPU 板卡相比。请改在节点处计量，供电边界取 node-dc 或 node-ac。",
  "finding.gpu-power-not-given": "nvidia-smi 不给出 {device} 的功率：{words} 其能耗只能由其他电表计量。",
  "finding.telemetry-delayed":
    "{source} 的输出行到达得比读取时刻晚，最多晚 {seconds} 秒（晚到 {rows} 行）。读数以到达时刻为准，测量窗口中因此混入了其他时刻的功率。中途有环节缓存了输出：请在命令前加 stdbuf -oL，或关闭 ssh 压缩后再试。",
} as const satisfies Record<keyof typeof en, string>;
