import { UNITS } from "../model/unit.js";
import { inferenceMetric } from "./inference-metric.js";
import { metricValue } from "./values.js";

export const joulesPerToken = inferenceMetric({
  group: "energy",
  needs: ["energy"],
  id: "joules-per-output-token",
  title: { en: "Energy per output token", zh: "每输出 token 能耗" },
  unit: UNITS.joulesPerToken,
  better: "lower",
  formula: {
    en: "joules of the window / output tokens of the same window",
    zh: "窗口能耗（焦耳）/ 同一窗口内输出 token 数",
  },
  source: "reference: power-and-mlperf 5.2",
  compute: (run) => {
    const { energy } = run;
    if (energy.kind === "absent") return energy;
    const { tokens, events } = run.outputTokens;
    return metricValue(run, energy.joules / tokens, events, energy.systematic);
  },
});
