import { UNITS } from "../model/unit.js";
import { windowBounds } from "./step-stamps.js";
import { trainingMetric } from "./training-metric.js";
import { edgesTooLoose, measuredSteps } from "./training-rate.js";
import { turnedBounds } from "./turned-bounds.js";
import { metricValue } from "./values.js";

export const trainingTokensPerJoule = trainingMetric({
  id: "training-tokens-per-joule",
  title: { en: "Training tokens per joule", zh: "每焦耳训练 token 数" },
  unit: UNITS.tokensPerJoule,
  better: "higher",
  group: "energy",
  formula: {
    en: "tokens of the measured steps / joules of the same window (the same number as tokens/s per watt)",
    zh: "被测步的 token 数 / 同一窗口能耗（焦耳），与“每瓦 tokens/s”为同一数值",
  },
  source: "DESIGN section 2; reference: power-and-mlperf 5.2",
  needs: ["energy"],
  compute: (run) => {
    const { energy, tokens } = run;
    if (energy.kind === "absent") return energy;
    const bounds = windowBounds(run);
    if (bounds === undefined) return edgesTooLoose(run);
    const systematic = turnedBounds([...energy.systematic, ...bounds]);
    return metricValue(run, tokens / energy.joules, measuredSteps(run), systematic);
  },
});
