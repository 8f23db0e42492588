import { UNITS } from "../model/unit.js";
import { windowBounds } from "./step-stamps.js";
import { trainingMetric } from "./training-metric.js";
import { edgesTooLoose, measuredSteps } from "./training-rate.js";
import { metricValue } from "./values.js";

export const joulesPerTrainingToken = trainingMetric({
  id: "joules-per-training-token",
  title: { en: "Energy per training token", zh: "每训练 token 能耗" },
  unit: UNITS.joulesPerToken,
  better: "lower",
  group: "energy",
  formula: {
    en: "joules of the window / tokens of the measured steps",
    zh: "窗口能耗（焦耳）/ 被测步的 token 数",
  },
  source: "reference: power-and-mlperf 5.2",
  needs: ["energy"],
  compute: (run) => {
    const { energy, tokens } = run;
    if (energy.kind === "absent") return energy;
    const bounds = windowBounds(run);
    if (bounds === undefined) return edgesTooLoose(run);
    return metricValue(run, energy.joules / tokens, measuredSteps(run), [...energy.systematic, ...bounds]);
  },
});
