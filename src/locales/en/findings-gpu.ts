/** Findings of the meters of NVIDIA GPUs. */
export const findingsGpu = {
  "finding.energy-counter-missing":
    "GPUs whose energy counter is not read ({command}): {gpus}. Nothing checks the energy that their watts give. The counters come from DCGM: install it, start its host engine (nv-hostengine), and run dcgmi discovery -l.",
  "finding.energy-counter-reset":
    "The energy counter of {device} began again while the run went on, as it does when the driver is loaded again. It is carried on; what was used in between is not in it.",
  "finding.gpu-mig-whole-board":
    "{device} is in MIG mode. Its watts are those of the whole board: what other instances do on it is in them too.",
  "finding.gpu-power-module-only":
    "nvidia-smi gives no watts of {device} itself, only of its module ({watts} W), which includes the CPU. They are not used: no GPU board could be compared with them. Meter the node instead, at the boundary node-dc or node-ac.",
  "finding.gpu-power-not-given":
    "nvidia-smi gives no watts of {device}: {words} Its energy can only come from another meter.",
  "finding.telemetry-delayed":
    "Rows of {source} came up to {seconds} s after the tool took them (rows that came late: {rows}). Readings are stamped when they come, so that power of another time stands in the window. Something on the way holds output back: try the command with stdbuf -oL before it, or ssh without compression.",
} as const;
