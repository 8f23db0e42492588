import type { systematic as en } from "../en/systematic.js";

export const systematic = {
  "systematic.meter": "功率计精度",
  "systematic.meter-difference": "共用功率计误差中不能抵消的部分",
  "systematic.power-gaps": "功率读数的缺口",
  "systematic.stamps": "器件读数的时刻",
  "systematic.sampling": "两次读数之间的功率",
  "systematic.step-stamps": "各步被报告的时刻",
  "systematic.bridge": "折算到共同边界的取值范围",
  "systematic.source.step-stamps": "tokwatt 读到窗口两端报告的时刻（steps.jsonl）",
  "systematic.source.suite": "套件",
} as const satisfies Record<keyof typeof en, string>;
