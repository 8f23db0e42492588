import { UNITS } from "../model/unit.js";
import { inferenceMetric } from "./inference-metric.js";
import { turnedBounds } from "./turned-bounds.js";
import { metricValue } from "./values.js";

export const tokensPerJoule = inferenceMetric({
  group: "energy",
  needs: ["energy"],
  id: "tokens-per-joule",
  title: { en: "Output tokens per joule", zh: "每焦耳输出 token 数" },
  unit: UNITS.tokensPerJoule,
  better: "higher",
  formula: {
    en: "output tokens of the window / joules of the same window (the same number as tokens/s per watt)",
    zh: "窗口内输出 token 数 / 同一窗口能耗（焦耳），与“每瓦 tokens/s”为同一数值",
  },
  source: "DESIGN section 2; MLPerf Power: performance / average watts",
  compute: (run) => {
    const { energy } = run;
    if (energy.kind === "absent") return energy;
    const { tokens, events } = run.outputTokens;
    return metricValue(run, tokens / energy.joules, events, turnedBounds(energy.systematic));
  },
});
